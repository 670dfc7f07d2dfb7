"""What the pages of the desk are given: facts gathered, ready to be shown."""
