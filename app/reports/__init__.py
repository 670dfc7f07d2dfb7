"""Cases: made from words, placed on the ground, and closed when the person says so."""
