"""Whether what is known of a feature is disputed, and in what: a source denies it, or sources differ on it.

Claims may stand side by side on one feature; the map shows that they differ, and the inspector says in what.
"""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from libyamap.domain.model import Claim, Feature, Involvement
from libyamap.domain.time import in_words
from libyamap.domain.vocabulary import Stance
from libyamap.errors import InvalidValue

AS_GIVEN = "as given here"


class Dispute(msgspec.Struct, frozen=True):
    """What is disputed: a field of the feature (`time`, `actors`, `geometry`; empty: all of it), and why, in words.

    `views` are the differing views, each with the ids of the claims that hold it.
    """

    field: str
    sentence: str
    views: tuple[tuple[str, tuple[str, ...]], ...] = ()


def is_disputed(feature: Feature, claims: Iterable[Claim]) -> bool:
    """Whether a source denies it, or sources differ on when, who or where."""
    known = list(claims)
    return any(claim.stance is Stance.DISPUTES for claim in known) or any(
        len(_views(known, view, feature)) > 1 for view in _VIEWS.values()
    )


def disputes(feature: Feature, claims: Iterable[Claim], actor_names: Mapping[str, str]) -> list[Dispute]:
    """What is disputed, the whole first. `actor_names` gives the names of actors by id."""
    known = list(claims)
    found = []
    against = tuple(claim.id for claim in known if claim.stance is Stance.DISPUTES)
    if against:
        verb = "One claim disputes" if len(against) == 1 else f"{len(against)} claims dispute"
        found.append(Dispute("", f"{verb} this.", ((Stance.DISPUTES.value, against),)))
    for field, view in _VIEWS.items():
        views = _views(known, view, feature)
        if len(views) > 1:
            said = tuple((_words(field, key, feature, actor_names), tuple(ids)) for key, ids in views.items())
            texts = "; ".join(text for text, _ in said)
            found.append(Dispute(field, f"Sources differ on {_NOUNS[field]}: {texts}.", said))
    return found


def _time(claim: Claim, feature: Feature) -> object:
    return claim.says_time if claim.says_time not in {"", feature.time} else None


def _actors(claim: Claim, feature: Feature) -> object:
    said = frozenset(claim.says_actors)
    return said if said and said != frozenset(feature.actors) else None


def _place(claim: Claim, feature: Feature) -> object:
    same_name = claim.says_place in {"", feature.place}
    same_shape = claim.says_geometry in (None, feature.geometry)
    return None if same_name and same_shape else (claim.says_place, claim.says_geometry)


View = Callable[[Claim, Feature], object]
"""What a claim itself says of when, who or where; None where it says what the feature says, or nothing."""
_VIEWS: dict[str, View] = {"time": _time, "actors": _actors, "geometry": _place}
_NOUNS = {"time": "when", "actors": "who", "geometry": "where"}


def _views(claims: list[Claim], view: View, feature: Feature) -> dict[object, list[str]]:
    """The claims by what they say; None stands for what the feature says.

    That counts as a view even where no claim holds it: somebody who entered the feature did.
    """
    views: dict[object, list[str]] = {None: []}
    for claim in claims:
        said = view(claim, feature)
        if said is not None or claim.stance is Stance.SUPPORTS:
            views.setdefault(said, []).append(claim.id)
    return views


def _words(field: str, key: object, feature: Feature, actor_names: Mapping[str, str]) -> str:
    if field == "time":
        return _time_words(str(key) if key is not None else feature.time)
    if field == "actors":
        parts = feature.actors if key is None else sorted(key, key=str) if isinstance(key, frozenset) else ()
        return ", ".join(_part(part, actor_names) for part in parts) or "nobody named"
    if key is None:
        return feature.place or AS_GIVEN
    return (str(key[0]) if isinstance(key, tuple) else "") or "another place on the map"


def _part(part: Involvement, actor_names: Mapping[str, str]) -> str:
    return f"{actor_names.get(part.actor, 'an unknown actor')} ({part.role.value})"


def _time_words(edtf: str) -> str:
    try:
        return in_words(edtf) or "no time given"
    except InvalidValue:
        return edtf
