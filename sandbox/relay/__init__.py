"""The relay's emulator: the API of docs/relay.md, drawn pictures, and faults on request."""

from sandbox.relay.emulator import KEY, RelayEmulator, Submit
from sandbox.relay.faults import Fault, Faults
from sandbox.relay.server import serve, serve_forever

__all__ = ["KEY", "Fault", "Faults", "RelayEmulator", "Submit", "serve", "serve_forever"]
