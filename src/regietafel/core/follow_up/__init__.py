"""What becomes of what a table says: actions, requests, questions, concerns, the short line."""
