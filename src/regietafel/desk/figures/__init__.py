"""Figures: what was measured, by which source, known since when. Never overwritten."""
