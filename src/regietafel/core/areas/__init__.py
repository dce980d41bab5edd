"""Municipalities, provinces and safety regions by date; recoding at a merger; the tile layout."""
