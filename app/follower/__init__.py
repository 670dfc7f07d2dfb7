"""Follows what happens, after the commit and in order: numbers and chains events, shows strangers their part."""
