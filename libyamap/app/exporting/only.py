"""An export of some features alone: those that a person has selected."""

from typing import NamedTuple

from libyamap.app.exporting.dossier import Dossier, Release, whole


class Only(NamedTuple):
    """A release that leaves out all but the features of these ids, and passes those on to another one."""

    features: frozenset[str]
    then: Release = whole

    def __call__(self, dossier: Dossier) -> Dossier | None:
        """The dossier if its feature is one of them."""
        return self.then(dossier) if dossier.feature.id in self.features else None

    def project_title(self, title: str) -> str:
        """As the other one has it."""
        return self.then.project_title(title)
