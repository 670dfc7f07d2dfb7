"""Measures of what Konbit reads and finds, against what people said of the same texts."""
