"""Geocoders, one file each."""
