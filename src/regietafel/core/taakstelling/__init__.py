"""The taakstelling: how many permit holders each municipality must house in a half-year."""
