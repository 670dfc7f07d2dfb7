"""Places on the ground: points, names, distances, and what strangers may see of them."""
