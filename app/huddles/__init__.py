"""Hand-overs: what happened since the last one, what waits, what somebody thinks all should know."""
