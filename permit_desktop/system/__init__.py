"""The host: paths, resources, settings, secrets, clock."""
