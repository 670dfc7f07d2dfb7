"""What everybody may open: the forms, a person's own case, the map."""
