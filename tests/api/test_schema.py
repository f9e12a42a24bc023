"""The schema is true: whatever it allows is answered as it says."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
import werkzeug.test
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from meetings.api.schema import schema_document
from meetings.api.throttles import ClientThrottle
from tests.drafts import Rio

pytestmark = pytest.mark.django_db

# Not among them: that all the schema allows is accepted (it cannot list the codes and keys that
# the register has), and that unknown parameters are refused (they are ignored).
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]


@pytest.fixture(autouse=True)
def same_connection() -> Iterator[None]:
    """Keep the test's transaction: a real server would give its connection back at the end."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("path", schema_document()["paths"])
def test_answers_are_as_the_schema_says(
    story: Rio, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(ClientThrottle, "allow_request", lambda *_: True)
    schema = schemathesis.openapi.from_dict(schema_document())
    schema.app = get_wsgi_application()

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(case=schema[path]["GET"].as_strategy())
    def ask(case: Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()


def test_documents_of_published_meetings_are_as_the_schema_says(story: Rio) -> None:
    schema = schemathesis.openapi.from_dict(schema_document())
    client = werkzeug.test.Client(get_wsgi_application())
    sizes = {}
    for path in schema_document()["paths"]:
        address = path.replace("{public_id}", story.with_russia.public_id)
        answer = client.get(f"{address}?updated_since=0&occurrence=any")
        schema[path]["GET"].validate_response(answer)
        sizes[path.split("/")[3]] = len(answer.get_json().get("results", []))
    assert sizes["deleted"] == 0
    assert (sizes["people"], sizes["countries"], sizes["sources"]) == (3, 4, 1)


def test_a_document_that_is_not_as_the_schema_says_would_be_noticed() -> None:
    schema = schemathesis.openapi.from_dict(schema_document())
    answer = TestResponse(
        [b'{"register_clock": "late"}'],
        "200 OK",
        Headers({"Content-Type": "application/json"}),
        werkzeug.test.EnvironBuilder("/api/v1/deleted/").get_request(),
    )
    with pytest.raises(FailureGroup, match="2 distinct failures"):
        schema["/api/v1/deleted/"]["GET"].validate_response(answer)


def test_the_schema_is_served(client: Client) -> None:
    answer = client.get("/api/v1/schema/")
    assert answer["Content-Type"] == "application/vnd.oai.openapi+json"
    assert answer.json()["openapi"] == "3.1.0"
