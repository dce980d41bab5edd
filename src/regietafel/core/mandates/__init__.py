"""Mandates as locks: from whom, to whom, for what, within which limits, until when."""
