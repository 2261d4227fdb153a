"""A process that does and says random edits until it is killed; it starts another of itself for each line it reads.

Forking saves the start of Python, so that hundreds of kills take seconds. Run as `python -m tests.e2e.storm PATH`; each
line on stdin is a seed. The child's id is said first, then the number of each revision that is done, one a line.
"""

import contextlib
import os
import random
import sys
from pathlib import Path

from libyamap.app import history
from libyamap.app.commands import ChangeMany, Duplicate, InsertMany, Move, Put, Remove, SetClaim
from libyamap.app.session import Session
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Event, Layer, Site, Source
from libyamap.errors import WorldError
from libyamap.store.project import GeoPackageStore


def storm(path: Path, seed: int) -> None:
    """Edit until killed."""
    chance = random.Random(seed)
    store = GeoPackageStore.open(path)
    session = Session(store, "storm")
    say("ready")
    while True:
        with contextlib.suppress(WorldError):  # what an undo took away is not there to be changed
            step(session, chance)
        say(str(store.revision()))
        if chance.random() < 0.1:
            store.checkpoint()
        if chance.random() < 0.1:
            store.compact()


def step(session: Session, chance: random.Random) -> None:
    """One random edit."""
    store = session.store
    known = store.all(Event)
    layer = store.all(Layer)[0].id
    kind = chance.randrange(12)
    if kind < 3 or not known:
        session.run(Put(Event(id=new_id(), layer=layer, title="x" * chance.randrange(1, 3000))))
    elif kind == 3:
        session.run(InsertMany(tuple(_bulk(layer) for _ in range(chance.randrange(1, 40))), "Bulk"))
    elif kind == 4:
        session.undo()
    elif kind == 5:
        session.redo()
    else:
        change(session, chance.choice(known), kind, chance)


def change(session: Session, event: Event, kind: int, chance: random.Random) -> None:
    """Change an event that is there."""
    if kind < 8:
        session.run(Move(event, chance.uniform(-180, 180), chance.uniform(-90, 90)))
    elif kind == 8:
        source = session.store.all(Source)[0].id
        session.run(SetClaim(Claim(id=new_id(), feature=event.id, source=source), event))
    elif kind == 9:
        session.run(Remove(event))
    elif kind == 10:
        session.run(ChangeMany(tuple(session.store.all(Event)[:20]), {"place": str(chance.random())}))
    else:
        session.run(Duplicate(event))


def _bulk(layer: str) -> Site:
    return Site(id=new_id(), layer=layer, title="bulk", geometry=point(1, 1))


def say(line: str) -> None:
    """One line, at once, whole."""
    os.write(1, f"{line}\n".encode())


def main() -> None:
    """Fork a storm for each seed; its parent waits for its end and says so."""
    path = Path(sys.argv[1])
    history.MANY = 10  # so that steps are taken back in bulk, too
    say("waiting")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            say(f"child {os.getpid()}")
            storm(path, int(line))
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
