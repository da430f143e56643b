"""Takes jobs from the outbox to a recogniser, one step at a time; no thread, no sleep, no Qt."""
