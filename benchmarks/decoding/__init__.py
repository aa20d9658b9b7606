"""Costs of decoding image files in processes of their own, and the harm that hostile files do."""
