"""Files that tests write to import them."""

from pathlib import Path

HEAD = "id,title,date,lat,lon\n"
"""Of a table whose columns are guessed."""


def written(folder: Path, name: str, content: bytes | str) -> Path:
    """The path of a new file with this content, text as UTF-8."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
