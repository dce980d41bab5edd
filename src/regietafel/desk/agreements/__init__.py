"""The desk of agreements with a meter."""
