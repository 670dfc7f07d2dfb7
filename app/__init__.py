"""The program: reports, volunteers, dispatches, and the desk that watches them."""
