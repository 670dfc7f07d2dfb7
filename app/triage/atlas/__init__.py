"""What the desk's map shows: marks counted by tile, and the cases inside an outline."""
