"""The web: gateways' calls, public pages, the desk, the JSON API; one router a file."""
