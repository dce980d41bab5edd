"""What remembers and shows: one Django app for each concept."""
