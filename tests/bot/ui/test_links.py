"""Links and mentions."""

import pytest

from bot.storage.records import Destination, Posted
from bot.ui.links import channel_mention, job_link, member_mention, message_link, role_mention

PLACE = Destination(channel_id=11, guild_id=5, upload_limit=1)


def test_mentions_are_written_as_discord_reads_them() -> None:
    assert (member_mention(1), role_mention(2), channel_mention(3)) == ("<@1>", "<@&2>", "<#3>")


def test_link_leads_into_the_server_or_among_the_direct_messages() -> None:
    assert message_link(5, 11, 13) == "https://discord.com/channels/5/11/13"
    assert message_link(None, 11, 13) == "https://discord.com/channels/@me/11/13"


@pytest.mark.parametrize(("channel_id", "where"), [(11, "5/11"), (12, "@me/12")])
def test_job_posted_elsewhere_than_in_its_place_is_among_the_direct_messages(
    channel_id: int, where: str
) -> None:
    link = job_link(PLACE, Posted(channel_id, 13, 1))
    assert link == f"https://discord.com/channels/{where}/13"
