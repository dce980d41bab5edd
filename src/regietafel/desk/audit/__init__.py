"""Every write: who, what, when, before and after, why; in a chain that cannot be changed unseen."""
