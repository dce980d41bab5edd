"""Regietafel: agree, divide, measure, judge, meet, decide, write, publish."""

__version__ = "0.1.0"
