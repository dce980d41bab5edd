"""What every page is made of: the frame, the moment, the components and the look."""
