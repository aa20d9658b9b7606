"""Close codes of the gateway after which no other session is to be opened (docs/discord.md)."""

FINAL_CLOSES = {
    4004: "EASEL_DISCORD_TOKEN: Discord no longer accepts this token; copy it again (README)",
    4010: "EASEL_SHARDS: Discord refuses the shard that this process asked for",
    4011: "EASEL_SHARDS: the bot is in more servers than so few shards may have; leave it empty, "
    "or raise the number after the slash in every process",
    4012: "Discord no longer serves this version of its gateway: update Easel",
    4013: "Discord refuses an intent that does not exist: update Easel",
    4014: "Discord refuses an intent: allow it in the developer portal (README)",
}
"""The last line of the log by close code: each is for a person to mend."""
