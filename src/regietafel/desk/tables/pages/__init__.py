"""Pages of tables: the structure of a day, one table, layers, hand-overs, contact points."""
