"""The desk of mandates: what was given, used and reported back."""
