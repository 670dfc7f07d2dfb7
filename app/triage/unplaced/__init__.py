"""What has no place yet: the next of it, the places it may be at, and what people far away say."""
