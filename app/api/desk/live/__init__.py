"""One look for many open desks: what happened, told at once."""
