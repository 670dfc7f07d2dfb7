"""Texts in and out: stored once, claimed by one worker, said in the reader's language, sent with care."""
