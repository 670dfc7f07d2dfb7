"""The lists of the desk: what waits, who has it in hand, what was decided, how it is taken back."""
