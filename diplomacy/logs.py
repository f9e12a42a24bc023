"""Logging: JSON lines for machines, plain lines for people."""

import logging
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from .requests import current_request_id

JSON_FIELDS = "{asctime} {levelname} {name} {message} {request_id}"
JSON_NAMES = {"asctime": "time", "levelname": "level", "name": "logger"}


class RequestIdFilter(logging.Filter):
    """Add the id of the current request to each log record, "-" outside a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, with its `request_id`."""
        record.request_id = current_request_id.get()
        return True


class UtcJsonFormatter(JsonFormatter):
    """A JSON line with its time as ISO 8601 in UTC with milliseconds."""

    def formatTime(  # noqa: N802 - the name that logging calls
        self,
        record: logging.LogRecord,
        datefmt: str | None = None,  # noqa: ARG002
    ) -> str:
        """Return the record's time, such as 2024-11-19T14:03:07.250+00:00."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def logging_settings(*, as_json: bool, level: str) -> dict[str, Any]:
    """Return a configuration for `logging.config.dictConfig`: everything to standard output.

    `level` is a name such as "INFO". A JSON line has time (ISO 8601, UTC), level, logger,
    message and request_id, and a traceback, if any, as `exc_info`.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "diplomacy.logs.RequestIdFilter"}},
        "formatters": {
            "json": {
                "()": "diplomacy.logs.UtcJsonFormatter",
                "fmt": JSON_FIELDS,
                "style": "{",
                "rename_fields": JSON_NAMES,
            },
            "plain": {"format": "{levelname:<7} {name}: {message}", "style": "{"},
        },
        "handlers": {
            "stdout": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": "json" if as_json else "plain",
                "filters": ["request_id"],
            }
        },
        "root": {"handlers": ["stdout"], "level": level},
        # Without Django's own handlers, the root handler writes each of its lines once.
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # Scanners try any host name; the access line with its 400 says enough.
            "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL"},
        },
    }
