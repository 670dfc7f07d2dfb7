"""Who could help whom: found in one statement, scored in plain sight, chosen by rule."""
