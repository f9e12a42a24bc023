"""The edit token: what a page showed when it was opened, signed, carried by its form."""

import datetime
import hashlib
from dataclasses import dataclass

from django.core import signing
from django.utils import timezone

from meetings.admin import conflicts

_SALT = "meetings.edit-token"
_LONGEST = 400
_DIGEST = "sha256:"


@dataclass(frozen=True)
class EditToken:
    """The revision a page was opened at, when, and what it showed."""

    revision: int
    issued: datetime.datetime
    state: conflicts.FormState


def sign(revision: int, state: conflicts.FormState, canonical: conflicts.Canonical) -> str:
    """Return the token of a page opened now; long texts go in as their digest."""
    content = {
        "revision": revision,
        "issued": timezone.now().isoformat(),
        "fields": _shortened("", state.fields, canonical),
        "rows": {
            group: {key: _shortened(group, texts, canonical) for key, texts in rows.items()}
            for group, rows in state.rows.items()
        },
    }
    return signing.dumps(content, salt=_SALT, compress=True)


def read(token: str) -> EditToken | None:
    """Return what a token says; None where it is missing or was not signed by us."""
    try:
        content = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    issued = datetime.datetime.fromisoformat(content["issued"])
    return EditToken(
        content["revision"], issued, conflicts.FormState(content["fields"], content["rows"])
    )


def digested(canonical: conflicts.Canonical) -> conflicts.Canonical:
    """Return ``canonical`` so that a long text equals its digest."""

    def short(group: str, name: str, text: str) -> str:
        return _digest(canonical(group, name, text))

    return short


def display(text: str) -> str:
    """Return a text of a token as it can be shown."""
    return "(a long text)" if text.startswith(_DIGEST) else text


def _shortened(
    group: str, texts: conflicts.Texts, canonical: conflicts.Canonical
) -> conflicts.Texts:
    return {
        name: _digest(canonical(group, name, text)) if len(text) > _LONGEST else text
        for name, text in texts.items()
    }


def _digest(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return _DIGEST + hashlib.sha256(text.encode()).hexdigest()
