"""Tables that decide: tiers, seats, structures by date, layers and hand-over."""
