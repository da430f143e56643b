"""Synthetic permits of invented people, and the pictures that a camera or a scanner would take of them."""
