"""Facts and advice that were checked, for everybody to read."""
