"""Dated statutory numbers and the deadlines that follow from them."""
