"""Finding reports and messages by words, views that are kept, and hearing of what is new in them."""
