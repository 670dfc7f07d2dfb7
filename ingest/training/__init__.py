"""Makes the shipped weights from labelled messages; nothing of it runs in the product."""
