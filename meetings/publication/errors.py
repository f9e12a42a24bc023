"""Exceptions of editorial rules. The text of each error is a sentence for an editor to read."""

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist


class EditorialError(Exception):
    """An editorial rule refused an action; nothing was written."""


@dataclass(frozen=True)
class Missing:
    """One thing that a meeting lacks before it can be published.

    ``code`` is stable, for tests and programs; ``sentence`` is for people; ``field`` is the name
    of the form field that the sentence is about, "" where no field corresponds.
    """

    code: str
    sentence: str
    field: str = ""

    def __str__(self) -> str:
        return self.sentence


class NotPublishable(EditorialError):
    """The meeting ``public_id`` lacks something; ``missing`` lists everything that it lacks."""

    def __init__(self, missing: list[Missing], public_id: str) -> None:
        self.missing = missing
        self.public_id = public_id
        super().__init__(" ".join(map(str, missing)))


class NotAllowed(EditorialError):
    """The user lacks the permission for the action."""


class OwnWork(NotAllowed):
    """The user made the change that is to be published; another reviewer has to publish it."""


class StaleEdit(EditorialError):
    """The desk has changed since the form or page was opened."""


class NothingToPublish(EditorialError):
    """The public record already shows everything that the desk holds."""


class Deleted(EditorialError, ObjectDoesNotExist):
    """The meeting was deleted since the form or page was opened."""


class WrongState(EditorialError):
    """The state of the meeting does not allow the action."""
