"""Steps that still have an effect: a step and its undo, with nothing but such pairs between, have none together."""

from collections.abc import Iterable

from libyamap.domain.changes import Revision


def standing(revisions: Iterable[Revision]) -> list[Revision]:
    """The revisions (oldest first) without those pairs, so that nobody brings back a million rows to remove them.

    A step that was taken back while others stood after it stays, and so does what took it back.
    """
    stand: list[Revision] = []
    for revision in revisions:
        if stand and revision.undoes == stand[-1].number:
            stand.pop()
        else:
            stand.append(revision)
    return stand
