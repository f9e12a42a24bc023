"""A log line in production is one JSON object."""

import io
import json
import logging
import logging.config

from diplomacy.logs import RequestIdFilter, UtcJsonFormatter, logging_settings
from diplomacy.requests import current_request_id


def test_a_line_carries_time_level_logger_message_and_request_id() -> None:
    formatter = logging_settings(as_json=True, level="INFO")["formatters"]["json"]
    record = logging.LogRecord("meetings.editorial", 20, "", 0, "Published %s", ("X7",), None)
    record.created = 1732024987.25
    token = current_request_id.set("edge-7f3a")
    RequestIdFilter().filter(record)
    current_request_id.reset(token)
    line = UtcJsonFormatter(
        formatter["fmt"], style=formatter["style"], rename_fields=formatter["rename_fields"]
    ).format(record)
    assert json.loads(line) == {
        "time": "2024-11-19T14:03:07.250+00:00",
        "level": "INFO",
        "logger": "meetings.editorial",
        "message": "Published X7",
        "request_id": "edge-7f3a",
    }


def test_the_configuration_is_accepted_and_plain_lines_are_readable() -> None:
    plain = logging_settings(as_json=False, level="INFO")
    stream = io.StringIO()
    plain["handlers"]["stdout"]["stream"] = stream
    # Under a name of its own, so that the test leaves the root logger alone.
    plain["loggers"] = {"example": {"handlers": ["stdout"], "propagate": False}}
    del plain["root"]
    logging.config.dictConfig(plain)
    logging.getLogger("example").warning("The register is full.")
    assert stream.getvalue() == "WARNING example: The register is full.\n"
