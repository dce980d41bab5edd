"""What runs by hand: one module for each noun."""
