"""The names of what Discord's texts mention by number."""

from dataclasses import dataclass

from simcord import Env


@dataclass(frozen=True)
class Names:
    """Looks up the names in the simulated Discord as they are now."""

    env: Env

    def user(self, user_id: int) -> str:
        """Return a user's display name."""
        user = self.env.backend.users.get(user_id)
        return "unknown user" if user is None else user.global_name or user.name

    def role(self, role_id: int) -> str:
        """Return a role's name."""
        for guild in self.env.backend.guilds.values():
            if role_id in guild.roles:
                return guild.roles[role_id].name
        return "unknown role"

    def channel(self, channel_id: int) -> str:
        """Return the name of a channel or thread."""
        channel = self.env.backend.channels.get(channel_id)
        return "unknown" if channel is None or channel.name is None else channel.name
