"""What a browser is given: templates, styles, scripts, words."""
