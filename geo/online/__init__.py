"""Geocoders on the network, off by default: what they are asked, what they answer, and what is kept of it."""
