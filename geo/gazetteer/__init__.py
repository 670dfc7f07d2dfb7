"""Names of places and where they are, kept per incident."""
