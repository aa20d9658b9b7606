"""`easel servers` and `easel forget`."""

from typing import Annotated

import typer

from bot.cli.running import AsJson, Id, run

app = typer.Typer(help="List the bot's servers, as Discord knows them, or leave one.")
forget = typer.Typer(help="Delete what is stored about a member or a server.", no_args_is_help=True)

ServerId = Annotated[int, Id("The server's id.")]
MemberId = Annotated[int, Id("The member's id.")]


@app.callback(invoke_without_command=True)
def list_servers(context: typer.Context, as_json: AsJson = False) -> None:
    """List the bot's servers, as Discord knows them."""
    if context.invoked_subcommand is not None:
        return
    from bot.operator import servers

    run(lambda settings: servers.list_servers(settings, as_json=as_json))


@app.command()
def leave(server_id: ServerId, as_json: AsJson = False) -> None:
    """Leave a server."""
    from bot.operator import servers

    run(lambda settings: servers.leave_server(settings, server_id, as_json=as_json))


@forget.command()
def member(member_id: MemberId, as_json: AsJson = False) -> None:
    """Delete what the member could delete by /mydata delete."""
    from bot.operator import forgetting

    run(lambda settings: forgetting.forget_member(settings, member_id, as_json=as_json))


@forget.command()
def server(server_id: ServerId, as_json: AsJson = False) -> None:
    """Delete all about a server that the bot has left."""
    from bot.operator import forgetting

    run(lambda settings: forgetting.forget_server(settings, server_id, as_json=as_json))
