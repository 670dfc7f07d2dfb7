"""What was learned from labelled messages: features, weights and how they are made."""
