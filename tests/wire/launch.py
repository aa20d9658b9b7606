"""Launcher of a module with the fake Discord: `python -m tests.wire.launch bot run`."""

import os
import runpy
import sys

from .redirect import API_VARIABLE, GATEWAY_VARIABLE, redirect_discord


def main() -> None:
    """Redirect discord.py to the addresses in the environment, and run the module."""
    redirect_discord(os.environ[API_VARIABLE], os.environ[GATEWAY_VARIABLE])
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
