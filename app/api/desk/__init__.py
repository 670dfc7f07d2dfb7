"""The desk: every page and press of the people who coordinate."""
