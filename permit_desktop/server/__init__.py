"""The exit-entry-permit API as a service: HTTP, users and tokens over the on-device recogniser."""
