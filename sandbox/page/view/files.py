"""Files of the reader's own: a hidden picker, and the chosen files as a list."""

from collections.abc import Callable
from functools import partial

from nicegui import events, ui

from sandbox.page.option_values import File
from sandbox.page.view.tags import Tag, button, tag

_MOST_BYTES = 25 * 1024 * 1024


class Files:
    """The files that go with the next message, command or form."""

    def __init__(self, tell: Callable[[str], None], *, most: int = 10) -> None:
        self._tell, self._most = tell, most
        self.chosen: list[File] = []
        self._picker = ui.upload(
            multiple=most > 1,
            auto_upload=True,
            max_file_size=_MOST_BYTES,
            on_upload=self._take,
            on_rejected=lambda: tell("A file may have 25 MB at most."),
        ).classes("picker")
        self._list: Tag | None = None

    def pick(self) -> None:
        """Open the browser's window for choosing files."""
        self._picker.run_method("pickFiles")

    def show_list(self) -> None:
        """Show the chosen files in the current element from now on."""
        self._list = tag("ul", classes="chosen-files", aria_label="Files to send")

    def take(self) -> list[File]:
        """Return the files, and forget them."""
        files, self.chosen = self.chosen, []
        self._picker.reset()
        self._refresh()
        return files

    def put_back(self, files: list[File]) -> None:
        """Choose files again that could not be sent."""
        self.chosen = [*files, *self.chosen]
        self._refresh()

    async def _take(self, upload: events.UploadEventArguments) -> None:
        self.chosen = [*self.chosen, (upload.file.name, await upload.file.read())][-self._most :]
        self._tell(f"{upload.file.name} is attached.")
        self._refresh()

    def _remove(self, file: File) -> None:
        self.chosen.remove(file)
        self._refresh()

    def _refresh(self) -> None:
        if self._list is None:
            return
        self._list.clear()
        with self._list:
            for file in self.chosen:
                with tag("li"):
                    tag("span", file[0])
                    button(
                        "✕",
                        partial(self._remove, file),
                        classes="tool",
                        aria_label=f"Remove {file[0]}",
                    )
