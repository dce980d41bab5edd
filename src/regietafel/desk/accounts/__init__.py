"""Who may do what, and why not: organisations, users, their roles from day to day, and signing in."""
