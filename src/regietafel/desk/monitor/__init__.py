"""The monitor: figures set against targets, as known at a moment. Holds no tables of its own."""
