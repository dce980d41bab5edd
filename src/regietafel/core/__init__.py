"""What computes: values in, values out. No Django, clock, network or database."""
