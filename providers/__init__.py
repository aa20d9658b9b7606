"""The image service, the relay, and the model families that it serves. Independent of Discord."""
