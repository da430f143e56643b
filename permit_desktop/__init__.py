"""Permit Desktop: scans, reads and keeps mainland exit-entry permits at a counter."""

__version__ = "0.1.0"
