"""The names of all buttons and selects, and what each one calls."""

from bot.assembly.edits import Edits
from bot.assembly.moderation import Moderation
from bot.assembly.posts import Posts
from bot.assembly.requests import Requests
from bot.posts.book_view import ALL, NEWER, OLDER, REFRESH
from bot.posts.job_layout import CANCEL, GIVE_UP
from bot.ui.button_router import ButtonRouter
from bot.ui.messages import REPOST, SEND


def make_router(
    posts: Posts, requests: Requests, edits: Edits, moderation: Moderation
) -> ButtonRouter:
    """Make what finds the service of a button or a select by its name."""
    repeats, retries, job_list = posts.repeats, posts.retries, posts.job_list
    return ButtonRouter(
        {
            "again": repeats.again,
            "remix": posts.remixes.press,
            "retry": retries.retry,
            "asmask": retries.take_as_mask,
            "change": retries.change,
            "other": retries.offer,
            "edit": edits.service.press,
            "extend": edits.extensions.press,
            "try": repeats.offer,
            "details": posts.descriptions.details,
            "default": posts.defaults.keep,
            # Its number is the member's id.
            "nodefault": posts.defaults.clear,
            "compare": posts.comparisons.compare,
            "delete": posts.deletions.ask,
            "compared": posts.deletions.ask,
            "show": posts.publisher.show,
            "share": posts.sharing.share,
            # Their number is that of the post's message.
            "erase": posts.deletions.confirm,
            "keep": posts.deletions.keep,
            "cancel": posts.removal.cancel,
            "giveup": posts.removal.give_up,
            REFRESH: job_list.refresh,
            NEWER: job_list.newer,
            OLDER: job_list.older,
            ALL: job_list.show_all,
            SEND: posts.sends.send,
            REPOST: posts.reposts.share,
            **moderation.verdicts.presses,
            **posts.community.presses,
            "confirm": requests.confirmation.confirm,
            "decline": requests.confirmation.decline,
            "correct": retries.retry,
            # Their number is that of the member's message.
            "meant": edits.replies.press_edit,
            "chat": edits.replies.press_talk,
            # Its number is the member's id.
            "forget": posts.erasure.confirm,
        },
        {
            "try": repeats.try_with,
            "restyle": repeats.try_style,
            "other": retries.try_with,
            CANCEL: job_list.cancel,
            GIVE_UP: job_list.give_up,
            **posts.community.choices,
        },
    )
