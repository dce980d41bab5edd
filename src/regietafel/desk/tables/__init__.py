"""The desk of tables: structure, seats, offices, contact points."""
