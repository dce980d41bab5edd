"""Areas on pages: how addresses name them."""
