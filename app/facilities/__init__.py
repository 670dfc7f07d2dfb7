"""Places that are open to everybody, and which of them is near."""
