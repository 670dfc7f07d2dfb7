"""Gateways, one file each."""
