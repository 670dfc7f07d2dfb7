"""What arrives and what it means: gateways' calls become messages, words become readings."""
