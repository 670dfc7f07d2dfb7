"""What breaks the whole thing on purpose: a file for each scenario, each with a twin that must fail."""
