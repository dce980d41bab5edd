"""The desk of actions, requests, questions and concerns."""
