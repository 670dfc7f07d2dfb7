"""Stages of reading, one file each."""
