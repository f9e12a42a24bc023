"""What the actions on a meeting ask for.

A further action that needs only a note is a row of ``WITH_NOTE``: page, button and address follow.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User

from meetings.models import choices
from meetings.publication.publish import withdraw


class PublishForm(forms.Form):
    """Reason for publishing a meeting again, and what the reviewer looked at.

    ``things`` is the fingerprint of what becomes public with the meeting.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput)
    things = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in choices.REPUBLICATION_KINDS],
        label="Why it is published again",
    )
    note = forms.CharField(
        required=False, max_length=500, label="Note", help_text="Public. Needed for a correction."
    )

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["kind"], self.fields["note"]


class NoteForm(forms.Form):
    """Reason for an action on a public meeting."""

    note = forms.CharField(max_length=500, label="Note", help_text="Public: its page says it.")


@dataclass(frozen=True)
class ActionWithNote:
    """An action on a public meeting that asks for a public note and nothing else.

    ``name`` is its path, ``permission`` the verb of a permission of meetings; ``act`` gets the
    meeting's number, the user and the note, and may raise EditorialError.
    """

    name: str
    label: str
    permission: str
    effect: str
    done: str
    act: Callable[[int, User, str], object]

    @property
    def url_name(self) -> str:
        """Return the name of the URL of its page."""
        return f"admin:meetings_meeting_{self.name}"


WITH_NOTE = (
    ActionWithNote(
        "withdraw",
        "Withdraw",
        "publish",
        "The meeting leaves every list, count and export. Its address stays and says that it was "
        "withdrawn, and why.",
        "Withdrawn.",
        withdraw,
    ),
)
