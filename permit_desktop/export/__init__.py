"""Records as files for other programs; the caller writes them, and only where a person said so."""
