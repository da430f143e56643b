"""The encrypted store: stills, the outbox, records, audit, retention. Knows neither Qt nor the network."""
