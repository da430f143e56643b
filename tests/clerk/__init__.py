"""A scripted clerk who works the real window with keys and mouse, through the window system."""
