"""Sockets of the gateway that let other work go on between two messages.

At a start thousands of servers arrive at once. What is received already is read without a pause, so
that nothing else would run until the last one.
"""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import aiohttp
import discord

from bot.gateway.final_closes import FINAL_CLOSES

_DATA = (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY)
_opened: ContextVar[aiohttp.ClientWebSocketResponse] = ContextVar("opened")


def read_fairly(client: discord.Client, on_final_close: Callable[[], None]) -> None:
    """Have every socket of the client's gateway pause after each message.

    `on_final_close` is called when Discord closes one for good, before discord.py knows.
    """
    connect = client.http.ws_connect

    async def ws_connect(url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        socket = await connect(url, compress=compress)
        _pause_after_messages(socket, on_final_close)
        _opened.set(socket)
        return socket

    client.http.ws_connect = ws_connect  # type: ignore[method-assign]


async def close_opened() -> None:
    """Close the socket that this task has opened: discord.py leaves it open when it gives up."""
    if (socket := _opened.get(None)) is not None:
        await socket.close()


def _pause_after_messages(
    socket: aiohttp.ClientWebSocketResponse, on_final_close: Callable[[], None]
) -> None:
    receive = socket.receive

    async def receive_and_pause(*args: Any, **options: Any) -> Any:
        message = await receive(*args, **options)
        # Not after a close: its code is lost once the connection is seen to be gone.
        if message.type in _DATA:
            await asyncio.sleep(0)
        elif message.type is aiohttp.WSMsgType.CLOSE and message.data in FINAL_CLOSES:
            on_final_close()
        return message

    socket.receive = receive_and_pause  # type: ignore[method-assign]
