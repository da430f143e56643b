"""Widgets, models, delegates, theme, translations."""
