"""How well it goes: arrivals, backlog, time to help, and the review afterwards."""
