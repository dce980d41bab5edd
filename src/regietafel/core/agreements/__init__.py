"""Agreements with a meter: what was promised, what the figures say of it, and the plan to follow it up."""
