"""What a table has to do this week, in order, and when a digest of it is due."""
