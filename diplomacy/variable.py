"""An environment variable: how it is read, and what the example file says of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Final

from . import environment

# Marks a variable without default as required.
REQUIRED: Final = object()
# Of the example file.
COLUMNS: Final = 90


@dataclass(frozen=True)
class Variable:
    """An environment variable.

    ``parse`` is the method of `env` that reads it. ``purpose`` completes “it is …” and ``example``
    is a valid value: both are part of the sentence that stops a start. ``default`` is used in
    production; ``development``, if given, in development. ``advice`` is the comment in the example
    file, one paragraph for each line; ``shown`` is the value assigned there, commented out unless
    ``is_set``.
    """

    name: str
    parse: Callable[..., Any]
    purpose: str
    example: str
    default: Any = REQUIRED
    development: Any = REQUIRED
    validate: Callable[[Any], None] | None = None
    advice: str = ""
    shown: str | None = None
    is_set: bool = False

    def read(self, *, in_development: bool = False) -> Any:  # noqa: ANN401 - the type depends on ``parse``
        """Return the value of the variable. Raises SettingsError (see ``environment.read``)."""
        options: dict[str, Any] = {"validate": self.validate} if self.validate else {}
        differs = in_development and self.development is not REQUIRED
        default = self.development if differs else self.default
        if default is not REQUIRED:
            options["default"] = default
        return environment.read(
            self.parse, self.name, purpose=self.purpose, example=self.example, **options
        )

    def lines(self) -> Iterator[str]:
        """Yield the lines of the variable in the example file."""
        for paragraph in self.advice.splitlines():
            yield from (f"# {line}" for line in wrap(paragraph, COLUMNS))
        assignment = f"{self.name}={self.example if self.shown is None else self.shown}"
        yield assignment if self.is_set else f"# {assignment}"


def number(name: str, default: int, purpose: str, advice: str = "") -> Variable:
    """Return the variable of a whole number from 0."""
    return Variable(
        name,
        environment.env.int,
        purpose,
        str(default),
        default,
        validate=environment.not_negative,
        advice=advice,
    )
