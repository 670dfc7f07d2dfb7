"""What came of it: how much was asked for, how long people waited, and what can be learned from it."""
