"""Incidents: found by their slug, made from the command line, and a drill wiped clean."""
