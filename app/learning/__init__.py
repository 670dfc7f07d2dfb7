"""It learns at the desk: what coordinators correct becomes lessons for the reader, in that incident alone."""
