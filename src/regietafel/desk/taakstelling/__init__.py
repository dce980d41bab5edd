"""The targets as they were announced, computed, carried over and exchanged."""
