"""House rules that no other checker knows: where SQL lives, and that each statement stays in its incident.

`python -m tests.lint` looks at everything; it is part of `make check`.
"""
