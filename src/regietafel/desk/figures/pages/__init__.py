"""Pages of figures: reading them, entering them, approving them, and what was known when."""
