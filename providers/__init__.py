"""The image service (the relay) and the model families it serves; knows nothing of Discord."""
