"""A feature with all that belongs to it, and the release that each passes through on its way out."""

from typing import Final, NamedTuple, Protocol

from libyamap.domain.model import Actor, Claim, Feature, Layer, Source


class Dossier(NamedTuple):
    """A feature with all that an export says of it: its layer, the actors named, claims and their sources."""

    feature: Feature
    layer: Layer
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]


class Release(Protocol):
    """What everything passes through before a writer sees it."""

    def __call__(self, dossier: Dossier) -> Dossier | None:
        """The dossier blurred or shortened; None to leave it out."""
        ...

    def project_title(self, title: str) -> str:
        """What the project may be called."""
        ...


class _Whole:
    def __call__(self, dossier: Dossier) -> Dossier:
        return dossier

    def project_title(self, title: str) -> str:
        return title


whole: Final = _Whole()
"""The release of an export that hides nothing."""
