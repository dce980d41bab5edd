"""Ladders as dated data, steps that the rules allow, and what the monitor proposes."""
