"""What names of places come in: one file a format, each giving `Place`s and telling which rows are wrong."""
