"""Escalation: ladders of supervision, what the figures propose, and bilateral talks with provinces."""
