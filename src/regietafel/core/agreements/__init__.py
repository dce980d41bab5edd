"""Agreements with a meter: state from figures, follow-up plan rolled up by rule."""
