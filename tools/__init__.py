"""What sets up and checks the house; nothing here is part of the product."""
