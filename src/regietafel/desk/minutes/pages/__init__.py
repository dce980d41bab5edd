"""Pages of minutes."""
