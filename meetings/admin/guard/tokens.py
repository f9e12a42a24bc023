"""The edit token: the signed state of a page when it was opened, carried by its form."""

import datetime
import hashlib
from dataclasses import dataclass

from django.core import signing
from django.utils import timezone

from . import merging

_SALT = "meetings.edit-token"
_LONGEST = 400
_DIGEST = "sha256:"


@dataclass(frozen=True)
class EditToken:
    """The revision of an opened page, the time of opening, and the state that it showed."""

    revision: int
    issued: datetime.datetime
    state: merging.FormState


def sign(revision: int, state: merging.FormState, canonical: merging.Canonical) -> str:
    """Return the token of a page opened now; long texts are replaced by their digest."""
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
    """Return the content of a token; None if it is missing or has no valid signature."""
    try:
        content = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    issued = datetime.datetime.fromisoformat(content["issued"])
    return EditToken(
        content["revision"], issued, merging.FormState(content["fields"], content["rows"])
    )


def digested(canonical: merging.Canonical) -> merging.Canonical:
    """Return a variant of ``canonical`` for which a long text equals its digest."""

    def short(group: str, name: str, text: str) -> str:
        return _digest(canonical(group, name, text))

    return short


def display(text: str) -> str:
    """Return a text of a token for display."""
    return "(a long text)" if text.startswith(_DIGEST) else text


def _shortened(group: str, texts: merging.Texts, canonical: merging.Canonical) -> merging.Texts:
    return {
        name: _digest(canonical(group, name, text)) if len(text) > _LONGEST else text
        for name, text in texts.items()
    }


def _digest(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return _DIGEST + hashlib.sha256(text.encode()).hexdigest()
