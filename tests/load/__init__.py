"""What the house holds on its worst day: scenarios that measure, and the budgets they are held against.

Each runs on a server in a temporary folder with the settings of a real one: what is answered is on disk.
"""
