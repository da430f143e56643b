"""The check-up: everything that the program needs, looked into and told in words; and what support has to know."""
