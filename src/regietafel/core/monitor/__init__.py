"""Judging a figure against its target: on schedule, somewhat behind, behind."""
