"""Photos and voice notes: fetched from the gateway, made harmless, kept sealed."""
