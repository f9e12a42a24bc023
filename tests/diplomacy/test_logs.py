"""A log line in production is one JSON object."""

import json
import logging

from diplomacy.logs import RequestIdFilter, UtcJsonFormatter, logging_settings
from diplomacy.requests import current_request_id


def test_a_line_carries_time_level_logger_message_and_request_id() -> None:
    formatter = logging_settings(as_json=True, level="INFO")["formatters"]["json"]
    record = logging.LogRecord("meetings.publication", 20, "", 0, "Published %s", ("X7",), None)
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
        "logger": "meetings.publication",
        "message": "Published X7",
        "request_id": "edge-7f3a",
    }


def test_a_line_in_development_is_readable() -> None:
    plain = logging_settings(as_json=False, level="INFO")["formatters"]["plain"]
    record = logging.LogRecord("meetings", 30, "", 0, "The register is full.", (), None)
    line = logging.Formatter(plain["format"], style=plain["style"]).format(record)
    assert line == "WARNING meetings: The register is full."
