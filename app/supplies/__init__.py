"""Goods in parts: what is needed, who promised how much of it, and what has come."""
