"""Why something was refused. The text of each error is a sentence for an editor to read."""

from dataclasses import dataclass


class EditorialError(Exception):
    """An editorial rule refused what was asked; nothing was written."""


@dataclass(frozen=True)
class Missing:
    """One thing that a meeting lacks before it can be published.

    ``code`` is stable, for tests and programs; ``sentence`` is for people; ``field`` is the name
    of the form field it is about, "" where there is no such field.
    """

    code: str
    sentence: str
    field: str = ""

    def __str__(self) -> str:
        return self.sentence


class NotPublishable(EditorialError):
    """The meeting lacks something; ``missing`` names all that it lacks, not only the first."""

    def __init__(self, missing: list[Missing]) -> None:
        self.missing = missing
        super().__init__(" ".join(map(str, missing)))


class NotAllowed(EditorialError):
    """The user lacks the permission for this."""


class OwnWork(NotAllowed):
    """The user changed this since it was last public, so somebody else has to publish it."""


class StaleEdit(EditorialError):
    """The desk has changed since the form or page was opened."""


class NothingToPublish(EditorialError):
    """The public record shows everything already that the desk holds."""


class WrongState(EditorialError):
    """The meeting is in a state in which this cannot be done."""
