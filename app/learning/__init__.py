"""It learns at the desk: what coordinators corrected becomes lessons for the reader, of this incident alone."""
