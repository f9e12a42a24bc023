"""Read and validate environment variables; an error is one sentence."""

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from environs import Env, EnvError, EnvNotSetError, ValidationError

Value = TypeVar("Value")

env: Final = Env()

DEVELOPMENT_HINT: Final = (
    "To work on Sidelines on your own machine, use `make run`, or set SIDELINES_ENV=development."
)
SHORTEST_SECRET_KEY: Final = 50


class SettingsError(SystemExit):
    """A setting is missing or malformed.

    It is a SystemExit, so that a command or a server stops with only the sentence, without a
    traceback. The exit code is 1.
    """


def read(
    reader: Callable[..., Value], name: str, *, purpose: str, example: str, **options: Any
) -> Value:
    """Return the environment variable `name` as `reader` (a method of `env`) parses it.

    `purpose` completes "it is …"; `example` is a valid value; `options`, such as `default` and
    `validate`, go to the reader. Raises SettingsError if the variable is missing without a
    default, or if the reader refuses it. The error never repeats the value, because it may be a
    secret.
    """
    try:
        return reader(name, **options)
    except EnvNotSetError:
        problem = "is missing"
    except (EnvError, ValueError):
        problem = "is malformed"
    raise SettingsError(
        f"Sidelines cannot start: {name} {problem}; it is {purpose}, "
        f"for example {name}={example}. {DEVELOPMENT_HINT}"
    )


def long_enough(secret: str) -> None:
    """Refuse (ValidationError) a secret key that Django's deployment check calls weak."""
    if len(secret) < SHORTEST_SECRET_KEY or len(set(secret)) < 5:
        raise ValidationError("The secret key is too short or repeats too few characters.")


def host_names(hosts: list[str]) -> None:
    """Refuse (ValidationError) an empty list, and names that carry a scheme, port or path."""
    if not hosts or any(not host or set(host) & set(":/ ") for host in hosts):
        raise ValidationError("Host names only.")


def origins(values: list[str]) -> None:
    """Refuse (ValidationError) values other than scheme and host (for CSRF_TRUSTED_ORIGINS)."""
    for value in values:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
            raise ValidationError("Scheme and host only.")


def base_address(value: str) -> None:
    """Refuse (ValidationError) what is no web address without login, query and fragment."""
    parts = urlsplit(value)
    _ = parts.port  # raises ValueError for what is no number
    if not value:
        return
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise ValidationError("A web address without a login only.")
    if parts.query or parts.fragment or not re.fullmatch(r"[\x21-\x7e]+", value):
        raise ValidationError("A web address without query and fragment only.")


def printable(value: str) -> None:
    """Refuse (ValidationError) signs that no header of HTTP may have."""
    if not re.fullmatch(r"[\x21-\x7e]*", value):
        raise ValidationError("Printable ASCII without spaces only.")


def positive(number: int) -> None:
    """Refuse (ValidationError) a number below one."""
    if number < 1:
        raise ValidationError("The number must be at least one.")


def not_negative(number: int) -> None:
    """Refuse (ValidationError) a number below zero."""
    if number < 0:
        raise ValidationError("The number must not be negative.")


def request_rate(rate: str) -> None:
    """Refuse (ValidationError) text other than a number of requests per unit of time."""
    if not re.fullmatch(r"[1-9][0-9]{0,6}/(s|sec|m|min|h|hour|d|day)", rate, re.ASCII):
        raise ValidationError("A number and a unit of time only.")


def environment_name(name: str) -> None:
    """Refuse (ValidationError) an unknown kind of installation."""
    if name not in {"production", "development"}:
        raise ValidationError("Either production or development.")


def log_level(name: str) -> None:
    """Refuse (ValidationError) an unknown log level."""
    if name not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
        raise ValidationError("No such level.")


def supported_database(name: str, **options: str) -> dict[str, Any]:
    """Return the DATABASES entry for the URL in a variable: SQLite or PostgreSQL."""
    parsed: dict[str, Any] = env.dj_db_url(name, **options)
    if parsed.get("ENGINE") not in {
        "django.db.backends.sqlite3",
        "django.db.backends.postgresql",
    }:
        raise ValueError("Only SQLite and PostgreSQL are supported.")
    if not parsed.get("NAME"):
        raise ValueError("The address names no database.")
    return parsed
