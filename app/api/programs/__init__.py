"""The same for programs: JSON with documented shapes."""
