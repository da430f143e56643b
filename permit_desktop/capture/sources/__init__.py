"""Where frames come from, behind one protocol."""
