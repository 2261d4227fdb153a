"""Several commands as one step, and the first step of every project."""

from dataclasses import dataclass

from libyamap.app.commands.put import Put
from libyamap.app.history import CREATE_COMMAND
from libyamap.app.session import Command
from libyamap.app.transaction import Transaction
from libyamap.domain.model import Project


@dataclass(frozen=True)
class Together:
    """Several commands as one step."""

    title: str
    commands: tuple[Command, ...]
    name: str = "together"

    def apply(self, transaction: Transaction) -> None:
        """Run them in order."""
        for command in self.commands:
            command.apply(transaction)


def create(project: Project, commands: tuple[Command, ...] = ()) -> Together:
    """The first step of every project: its description, and what it begins with. It cannot be undone."""
    return Together(f"Create ‘{project.title}’", (Put(project), *commands), CREATE_COMMAND)
