"""Pixels: decode within limits, locate the card, rectify it, measure its quality (numpy, OpenCV, Pillow)."""
