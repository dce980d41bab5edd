"""The values every concept is built from."""
