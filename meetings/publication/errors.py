"""Why something was refused. The text of each is fit for an editor to read."""

from dataclasses import dataclass


class EditorialError(Exception):
    """An editorial rule refused what was asked; nothing was written."""


@dataclass(frozen=True)
class Missing:
    """One thing a meeting lacks: a stable code, a sentence, and the form field it is about."""

    code: str
    sentence: str
    field: str = ""

    def __str__(self) -> str:
        return self.sentence


class NotPublishable(EditorialError):
    """The meeting lacks what publication needs; ``missing`` names every such thing at once."""

    def __init__(self, missing: list[Missing]) -> None:
        self.missing = missing
        super().__init__(" ".join(str(one) for one in missing))


class NotAllowed(EditorialError):
    """The user may not do this."""


class OwnWork(NotAllowed):
    """The user changed this since it was last public; somebody else has to look at it."""


class StaleEdit(EditorialError):
    """The desk has moved on since the form or page was opened."""


class NothingToPublish(EditorialError):
    """The desk holds nothing that the public record does not show already."""


class WrongState(EditorialError):
    """The meeting is not in a state in which this can be done."""
