"""Figures: what is counted, read from sheets, kept with the moment it became known, never overwritten."""
