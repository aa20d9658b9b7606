"""A fake Discord on loopback, with a REST API, a gateway and a CDN, which outlives its bots."""
