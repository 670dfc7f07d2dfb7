"""The drill: an invented town, the people who live there, and a player who lets them text."""
