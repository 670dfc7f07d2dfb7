"""The hand-over: what the next people at the desk must know, on one page."""
