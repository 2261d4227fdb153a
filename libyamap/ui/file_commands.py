"""What the File menu does. No project is ever overwritten, and none needs saving: each step is in the file at once."""

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from libyamap.app.commands import KeepView
from libyamap.bootstrap import EXAMPLE, new_project
from libyamap.settings import Settings, author_name
from libyamap.ui.errors import told
from libyamap.ui.jobs import busy
from libyamap.ui.main_window import MainWindow
from libyamap.ui.recent import fill_recent
from libyamap.ui.status_bar import MESSAGE_MS
from libyamap.ui.waiting import Waiting, in_background

FILTER = "libyamap projects (*.gpkg)"
PICTURE_SIZE = (1600, 1000)
PICTURE_SCALE = 2.0


class FileCommands(QObject):
    """Wires the File menu; `open_project` shows another project in place of this one."""

    def __init__(self, window: MainWindow, open_project: Callable[[Path], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._open = open_project
        on = window.actions_.on
        on("new-empty", lambda: self.new(None))
        on("new-example", lambda: self.new(EXAMPLE))
        on("open", self.ask_and_open)
        window.exchange.open_project = open_project
        on("save-copy", self.save_copy)
        on("keep-view", self.keep_view)
        on("compact", self.compact)
        on("open-backups", self.open_backups)
        on("settings", self.settings)
        window.actions_["compact"].setEnabled(not window.desk.session.store.read_only)
        on("export-picture", self.export_picture)
        window.actions_["keep-view"].setEnabled(not window.desk.session.store.read_only)
        recent = window.actions_.places["recent"]
        recent.aboutToShow.connect(lambda: fill_recent(recent, self._open))

    def new(self, example: str | None) -> None:
        """Ask where, make the project there and open it."""
        path = self._ask_where("New project", f"{example or 'project'}.gpkg", FILTER)
        if path is None:
            return
        in_background(
            f"Making {path.name}…",
            lambda: new_project(path, path.stem, example),
            lambda _nothing: self._open(path),
            self._window,
            "No project was made",
        )

    def ask_and_open(self) -> None:
        """Ask which project, and open it."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Open project", str(self._folder()), FILTER)
        if chosen:
            self._open(Path(chosen))

    def save_copy(self) -> None:
        """Write a whole copy of the project to a new file."""
        path = self._ask_where("Save a copy", f"{self._window.path.stem} copy.gpkg", FILTER)
        if path is None:
            return
        store, title = self._window.desk.session.store, "No copy was made"
        if not self._window.watch.in_place:
            with told(self._window, title):
                with busy():
                    store.copy_to(path)
                self._say(f"A copy was written to {path}")
            return
        in_background(
            f"Writing {path.name}…",
            lambda: store.copy_to(path),  # reads with a connection of its own
            lambda _nothing: self._say(f"A copy was written to {path}"),
            self._window,
            title,
        )

    def compact(self) -> None:
        """Give back the room that deleted things took."""
        with told(self._window, "The file was not compacted"):
            with busy():
                before, after = self._window.desk.session.store.compact()
            self._say(f"The file has {size_words(after)} now, {size_words(max(0, before - after))} less than before.")

    def open_backups(self) -> None:
        """Show the folder of this project's backups in the system's file manager; say where none was made yet."""
        folder = self._window.desk.workspace.backups.folder
        if not folder.is_dir():
            self._say("No backup was made yet; one is made a day after the last, when something was changed.")
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(os.fspath(folder))):
            self._say(f"The backups lie in {folder}")

    def settings(self) -> None:
        """Show the settings; they hold at once."""
        from libyamap.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._settings_changed, self._window)
        dialog.exec()
        dialog.deleteLater()

    def _settings_changed(self, settings: Settings) -> None:
        window = self._window
        window.desk.session.author = author_name(settings)
        window.theme.choose(settings.theme)
        window.desk.viewing.change("settings", theme=window.theme.shade, language=settings.map_language)

    def keep_view(self) -> None:
        """Make frame and layers on screen those the project opens with."""
        desk = self._window.desk
        layers = tuple(
            msgspec.structs.replace(layer, visible=state.visible, opacity=state.opacity, position=state.position)
            for layer in desk.contents.layers.values()
            if (state := desk.viewing.state.layers.get(layer.id)) is not None
        )
        with told(self._window):
            desk.session.run(KeepView(desk.viewing.state.bounds, layers), "menu")
            self._say("The project opens with this view from now on.")

    def export_picture(self) -> None:
        """Write what the map shows to a PNG, with title, legend, scale bar and credits."""
        path = self._ask_where("Export picture", f"{self._window.path.stem}.png", "PNG picture (*.png)", overwrite=True)
        if path is None:
            return
        from libyamap.render.image_file import save_image
        from libyamap.ui.export import draw_picture

        title = "No picture was written"
        with told(self._window, title):
            waiting = Waiting("Drawing the picture…", self._window)
            try:
                image = draw_picture(self._window.path, self._window.desk.viewing.state, PICTURE_SIZE, PICTURE_SCALE)
            finally:
                waiting.end()
            in_background(
                f"Writing {path.name}…",
                lambda: save_image(image, path),
                lambda _nothing: self._say(f"The picture was written to {path}"),
                self._window,
                title,
            )

    def _ask_where(self, title: str, name: str, kinds: str, *, overwrite: bool = False) -> Path | None:
        options = QFileDialog.Option(0) if overwrite else QFileDialog.Option.DontConfirmOverwrite
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(self._folder() / name), kinds, options=options)
        if not chosen:
            return None
        path, suffix = Path(chosen), f".{kinds.rpartition('.')[2].rstrip(')')}"
        return path if path.suffix else path.with_name(path.name + suffix)

    def _folder(self) -> Path:
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        return documents if documents.is_dir() else Path.home()

    def _say(self, text: str) -> None:
        self._window.status.showMessage(text, MESSAGE_MS)


def size_words(size: int) -> str:
    """Bytes as a reader says them."""
    return f"{size / 1024**2:,.1f} MB" if size >= 100_000 else f"{size / 1024:,.0f} kB"
