"""Scripted videos: hands lay permits on desks under a camera, and the truth about every frame is known."""
