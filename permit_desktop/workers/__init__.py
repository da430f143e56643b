"""Qt adapters that run the rooms below off the window's thread."""
