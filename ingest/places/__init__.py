"""What in a text may name a place: the words that mark one, and the pieces cut around them."""
