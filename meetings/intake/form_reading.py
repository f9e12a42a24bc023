"""JSON read as a form, strictly; the first thing that does not fit is refused with a sentence."""

from dataclasses import fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Annotated, Final, Union, get_args, get_origin, get_type_hints

from meetings.dates.edtf import DateError, parse

from .form import EDTF, Hint, Json, Most, is_required, not_null

# What a column of the database holds; keys of the register are among them.
_LARGEST: Final = 2**63 - 1
_LONGEST_DATE: Final = 100
_SHOWN: Final = 60


class NotOfForm(ValueError):
    """Content that does not fit a form; the message says where, and what was expected."""


class FormReader:
    """Reads JSON as a form, and refuses (NotOfForm) what does not fit it.

    ``length`` is the number of characters of the text that offsets count in, None where they are
    not checked. ``tolerant`` is for what we stored ourselves, maybe in an older version: names that
    the form does not have are left out, and annotations do not count.
    """

    def __init__(self, length: int | None = None, *, tolerant: bool = False) -> None:
        self.length, self.tolerant = length, tolerant

    def read(self, hint: Hint, content: Json, place: str = "") -> Hint:
        """Return ``content``, which stands at ``place``, as a value of the type ``hint``."""
        if get_origin(hint) is not None:
            return self._composed(get_origin(hint), hint, content, place)
        if is_dataclass(hint):
            return self._object(hint, content, place)
        if hasattr(hint, "_fields"):
            return self._offsets(hint, content, place)
        if issubclass(hint, Enum):
            return _member(hint, content, place)
        _check_type(hint, content, place)
        return content

    def _composed(self, origin: Hint, hint: Hint, content: Json, place: str) -> Hint:
        first, *limits = get_args(hint)
        if origin is Annotated:
            value = self.read(first, content, place)
            if not self.tolerant:
                _check_limit(limits[0], value, place)
            return value
        if origin in (Union, UnionType):
            return None if content is None else self.read(not_null(hint), content, place)
        _check_type(list, content, place)
        return [self.read(first, part, f"{place}[{n}]") for n, part in enumerate(content)]

    def _object(self, form: Hint, content: Json, place: str) -> Hint:
        _check_type(dict, content, place)
        hints = get_type_hints(form, include_extras=True)
        names = {field.name: field for field in fields(form)}
        strange = [name for name in content if name not in names]
        if strange and not self.tolerant:
            raise NotOfForm(f"{_at(place)}: there is no “{shown(strange[0])}” in the form.")
        missing = [n for n, field in names.items() if is_required(field) and n not in content]
        if missing:
            raise NotOfForm(f"{_at(place)}: “{missing[0]}” is missing.")
        start = f"{place}." if place else ""
        values = {
            name: self.read(hints[name], content[name], f"{start}{name}")
            for name in names
            if name in content
        }
        return form(**values)

    def _offsets(self, part: Hint, content: Json, place: str) -> Hint:
        _check_type(list, content, place)
        if len(content) != len(part._fields):
            raise NotOfForm(f"{_at(place)}: a pair of offsets is two numbers.")
        for number in content:
            _check_type(int, number, place)
        start, end = content
        if start > end:
            raise NotOfForm(f"{_at(place)}: it ends ({end}) before it begins ({start}).")
        if self.length is not None and end > self.length:
            raise NotOfForm(
                f"{_at(place)}: {start} to {end} lies outside the text, "
                f"which has {self.length} characters."
            )
        return part(start, end)


_CALLED: Final[dict[type, str]] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    list: "a list",
    dict: "an object",
    float: "a number with a fraction",
    type(None): "null",
}


def _check_type(kind: type, content: Json, place: str) -> None:
    # True is an int for Python, and 1 is no truth value for JSON.
    if type(content) is not kind:
        got = _CALLED.get(type(content), type(content).__name__)
        raise NotOfForm(f"{_at(place)}: expected {_CALLED[kind]}, not {got}.")
    if isinstance(content, int) and not 0 <= content <= _LARGEST:
        raise NotOfForm(f"{_at(place)}: expected a whole number from 0 to {_LARGEST}.")
    if isinstance(content, str) and not _can_be_stored(content):
        raise NotOfForm(f"{_at(place)}: it has characters that no text may have.")


def _can_be_stored(text: str) -> bool:
    """Whether a database takes a text: no NUL, no half of a pair of surrogates."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _member(vocabulary: type[Enum], content: Json, place: str) -> Enum:
    _check_type(str, content, place)
    try:
        return vocabulary(content)
    except ValueError:
        allowed = ", ".join(str(member.value) for member in vocabulary)
        raise NotOfForm(f"{_at(place)}: “{shown(content)}” is none of {allowed}.") from None


def _check_limit(limit: Hint, value: Hint, place: str) -> None:
    if isinstance(limit, Most):
        if len(value) > limit.number:
            raise NotOfForm(f"{_at(place)}: there are more than {limit.number}.")
    elif limit == EDTF:
        _check_date(value, place)
    elif value not in limit:
        allowed = ", ".join(limit)
        raise NotOfForm(f"{_at(place)}: “{shown(value)}” is none of {allowed}.")


def _check_date(text: str, place: str) -> None:
    if len(text) > _LONGEST_DATE:
        raise NotOfForm(f"{_at(place)}: “{shown(text)}” is too long for a date.")
    try:
        if text:
            parse(text)
    except DateError as error:
        raise NotOfForm(f"{_at(place)}: {error}") from None


def _at(place: str) -> str:
    return place or "The form"


def shown(text: str) -> str:
    """Return a text as a sentence may show it: short, and without signs that hide."""
    line = " ".join(text[: 4 * _SHOWN].split())
    line = "".join(sign if sign.isprintable() else "�" for sign in line)
    return f"{line[:_SHOWN]}…" if len(line) > _SHOWN else line
