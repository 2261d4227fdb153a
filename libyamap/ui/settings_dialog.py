"""The few settings there are: the name that goes into the history, theme, language of place names, backups."""

from collections.abc import Callable

import msgspec
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSpinBox, QVBoxLayout, QWidget

from libyamap.settings import Settings, author_name, load_settings, save_settings
from libyamap.ui.edit.form.choices import Choice, ChoiceField
from libyamap.ui.edit.form.field import Field
from libyamap.ui.edit.form.lines import LineField

THEMES: list[Choice] = [("system", "Like the system"), ("light", "Light"), ("dark", "Dark")]
LANGUAGES: list[Choice] = [("en", "English"), ("ar", "Arabic")]


class SettingsDialog(QDialog):
    """Shows the settings as they are; OK keeps them and calls `changed` with them."""

    def __init__(self, changed: Callable[[Settings], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.setMinimumWidth(400)
        self._changed = changed
        self._before = load_settings()
        shown = author_name(msgspec.structs.replace(self._before, author=""))
        self.author = LineField("author", "Your name", shown, "It goes into the history with every change you make")
        self.author.show_value(self._before.author)
        self.author.show_echo("Every change is written into the project's history under this name.")
        self.theme = ChoiceField("theme", "Theme", THEMES)
        self.theme.show_value(self._before.theme)
        self.language = ChoiceField("map_language", "Place names on the map", LANGUAGES)
        self.language.show_value(self._before.map_language)
        self.count = QSpinBox()
        self.count.setRange(0, 50)
        self.count.setMinimumHeight(28)
        self.count.setSpecialValueText("none")
        self.count.setValue(self._before.backups)
        self.backups = Field("backups", "Backups to keep of each project", self.count)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(16)
        for part in (self.author, self.theme, self.language, self.backups, buttons):
            column.addWidget(part)
        self.author.take_keyboard()

    def accept(self) -> None:
        """Qt: keep them."""
        settings = msgspec.structs.replace(
            load_settings(),
            author=self.author.value(),
            theme=self.theme.value(),
            map_language=self.language.value(),
            backups=self.count.value(),
        )
        save_settings(settings)
        self._changed(settings)
        super().accept()
