"""Searching text: Dutch word forms, parts of compounds, questions as typed, and the piece of text that answers."""
