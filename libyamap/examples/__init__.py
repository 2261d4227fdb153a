"""Example projects, each a readable data file beside this module and the commands that build a project from it."""

from importlib import resources

from libyamap.app.commands import Together, create
from libyamap.app.ports import AreaGazetteer
from libyamap.errors import WorldError
from libyamap.examples.loader import Loader
from libyamap.examples.recipe import read_recipe

_FILES = {"libya-2016": "libya_2016.toml"}


def example_names() -> tuple[str, ...]:
    """Names of all examples, as `libyamap new --example` takes them."""
    return tuple(_FILES)


def example_commands(name: str, areas: AreaGazetteer) -> Together:
    """The one step that builds an example in an empty project; WorldError for a name that is none of ours."""
    if name not in _FILES:
        raise WorldError(f"There is no example called “{name[:60]}”; there is {', '.join(_FILES)}.")
    text = resources.files(__name__).joinpath(_FILES[name]).read_text(encoding="utf-8")
    loader = Loader(read_recipe(text), areas)
    return create(loader.project(), tuple(loader.commands()))
