"""Leaving the machine: an address is opened in the user's browser after a question, and only if it is a web page."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget


def is_web_page(address: str) -> bool:
    """Whether a browser could show it; nothing is asked of anybody."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return url.scheme() in {"http", "https"} and bool(url.host())


def open_outside(address: str, parent: QWidget) -> bool:
    """Ask, then hand `address` to the system's browser. False where it was refused or is no web address."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not is_web_page(address):
        _say(parent, "This is not the address of a web page, so it was not opened.", address)
        return False
    box = QMessageBox(QMessageBox.Icon.Question, "Open in the browser?", "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText("This opens in your browser. The web site will see that somebody here reads it.")
    box.setInformativeText(url.toDisplayString(QUrl.ComponentFormattingOption.FullyEncoded))
    box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    agreed = box.exec() == QMessageBox.StandardButton.Open
    box.deleteLater()
    return agreed and QDesktopServices.openUrl(url)


def _say(parent: QWidget, text: str, details: str) -> None:
    box = QMessageBox(QMessageBox.Icon.Information, "Not opened", "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(details[:500])
    box.exec()
    box.deleteLater()
