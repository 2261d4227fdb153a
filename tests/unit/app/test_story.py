"""A feature's story is its own and its claims'."""

from libyamap.app.commands import Attach, Move, Put, RemoveClaim, SetClaim
from libyamap.app.session import Session
from libyamap.app.story import story_of
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim
from tests.support.fake_store import FakeStore
from tests.unit.app.commands.records import ARTICLE, BATTLE, RECORDS, WEST


def test_a_feature_and_what_is_said_of_it() -> None:
    store = FakeStore()
    session = Session(store, "Ada")
    for record in RECORDS:
        session.run(Put(record))
    first = store.revision()
    claim = Claim(id=new_id(), feature=BATTLE.id, source=ARTICLE.id)
    session.run(SetClaim(claim, BATTLE))
    session.run(Move(WEST, 12.0, 31.0))
    session.run(Attach(claim, "a.pdf", b"%PDF-1"))
    session.run(Move(BATTLE, 1.0, 1.0))
    story = story_of(store, BATTLE)
    assert [number for number in story if number > first] == [first + 1, first + 3, first + 4]
    assert [revision.title for revision, _ in list(story.values())[-3:]] == [
        "Set a claim on ‘Battle near Sirte’",
        "Attach ‘a.pdf’",
        "Move ‘Battle near Sirte’",
    ]
    assert list(story) == sorted(story)
    assert all(changes for _, changes in story.values())
    assert list(story_of(store, claim)) == [first + 1, first + 3]
    session.run(RemoveClaim(claim, BATTLE))
    assert first + 3 not in story_of(store, BATTLE)
