"""From frames to stills: sources, framing guide, auto-capture."""
