"""Neighbours who can give: what, where, and whether they are on duty now."""
