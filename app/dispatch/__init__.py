"""One helper and one report: asked, coming, done, or free to go."""
