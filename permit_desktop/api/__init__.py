"""The exit-entry-permit OCR API: wire format, limits, error codes, signing, client."""
