"""The desk of search: one index over everything that was written, within what the reader may see."""
