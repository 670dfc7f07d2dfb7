"""How well an offer's goods or skills fit a need, by words alone: not where, not who, not when."""
