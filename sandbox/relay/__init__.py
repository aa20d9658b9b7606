"""The relay on this machine: the API of RELAY.md, pictures drawn here, faults on request."""

from sandbox.relay.emulator import KEY, RelayEmulator, Submit
from sandbox.relay.faults import Fault, Faults
from sandbox.relay.server import serve, serve_forever

__all__ = ["KEY", "Fault", "Faults", "RelayEmulator", "Submit", "serve", "serve_forever"]
