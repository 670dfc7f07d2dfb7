"""Follows what happens, after the commit: numbers and chains events, shows strangers their part."""
