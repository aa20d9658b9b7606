"""The frame of the page: header, drawers at both sides, the chat between them."""

from nicegui import ui
from nicegui.elements.drawer import Drawer, LeftDrawer, RightDrawer

from sandbox.page.view.tags import button, hidden_words, tag

_THEMES = ((None, "Theme: as the system"), (False, "Theme: light"), (True, "Theme: dark"))


class Frame:
    """The places that the parts of the page are built in."""

    def __init__(self) -> None:
        ui.add_head_html('<link rel="stylesheet" href="/page/page.css">')
        for name in ("composer", "page"):
            ui.add_head_html(f'<script src="/page/{name}.js"></script>')
        self._dark = ui.dark_mode(None)
        self._theme = 0
        self._header()
        self._left = _drawer(LeftDrawer, width=250, breakpoint_=860)
        self._right = _drawer(RightDrawer, width=330, breakpoint_=1120)
        with self._left:
            self.left = tag("div", classes="sidebar")
        with self._right:
            self.right = tag("div", classes="panel")
        with tag("div", classes="chat") as self._chat:
            self.messages = tag("div", classes="messages")
            with tag("div", classes="said"):
                self._notice = tag("p", classes="notice", role="status")
                self._problem = tag("p", classes="problem", role="alert")
            self.composer = tag("div")
        ui.skip_link("To the messages", target=self.messages)

    def entitle(self, name: str, topic: str, who: str) -> None:
        """Show the name of the room, and who reads it."""
        self._name.text, self._topic.text, self._who.text = name, topic, who

    def tell(self, words: str, *, is_problem: bool = False) -> None:
        """Say something below the messages."""
        self._notice.text = "" if is_problem else words
        self._problem.text = words if is_problem else ""

    def _header(self) -> None:
        with ui.header().classes("top"):
            with button(
                "", lambda: self._left.run_method("toggle"), classes="tool", title="Channels"
            ):
                tag("span", "☰", aria_hidden="true")
                hidden_words("Channels and people")
            self._name = tag("h1", classes="title")
            self._topic = tag("span", classes="topic")
            self._who = tag("span", classes="who")
            self._switch = button("", self._next_theme, classes="tool", title=_THEMES[0][1])
            with self._switch:
                tag("span", "◐", aria_hidden="true")
                self._theme_words = hidden_words(_THEMES[0][1])
            button(
                "Tour & world", lambda: self._right.run_method("toggle"), classes="button secondary"
            )

    def _next_theme(self) -> None:
        self._theme = (self._theme + 1) % len(_THEMES)
        self._dark.value, words = _THEMES[self._theme]
        self._theme_words.text = words
        self._switch.props["title"] = words


def _drawer(kind: type[LeftDrawer] | type[RightDrawer], *, width: int, breakpoint_: int) -> Drawer:
    """Create a drawer that is open on a wide screen; that is for the browser alone to decide."""
    drawer = kind(value=False, fixed=True)
    return drawer.props(f"show-if-above width={width} breakpoint={breakpoint_}")
