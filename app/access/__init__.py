"""The people at the desk: accounts, passwords, sessions and what a role may do."""
