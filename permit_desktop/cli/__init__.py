"""The headless verbs, one module each."""
