"""Pages of mandates: which hold, one as a lock, and giving one."""
