"""Five thousand addresses, sensible, malformed and hostile: none fails, and none tells a secret."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import Meeting, Source
from meetings.publication.publish import publish
from meetings.search.parameters import ORDER
from tests.canary import CANARY, sing_in_private
from tests.drafts import rio
from tests.everywhere import FILTERS, public_addresses

pytestmark = pytest.mark.django_db

HOSTILE = (
    "",
    " ",
    "\x00",
    "%00",
    "'; DROP TABLE meetings_record; --",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "%s%n{0}{{7*7}}",
    "-1",
    "0",
    "1e309",
    "NaN",
    "٣",
    "²",
    "9" * 400,
    "x" * 5000,
    "\u202e\ufeff\ud7ff",
    "İIıi",
    "王毅",
    "2024-02-30",
    "2024-13",
    "0000",
    "2024/..",
    "[2024..]",
    "1..2",
    "(" * 200,
    '"',
    "-",
    "country:",
    "country:CHN person:",
)
names = st.sampled_from([*ORDER, "utm_source", "csrf", "unit", "cursor", "updated_since", "letter"])
values = st.one_of(
    st.sampled_from(sorted(FILTERS.values())),
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.integers().map(str),
)
queries = st.lists(st.tuples(names, values), max_size=6).map(urlencode)
segments = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"])))


def test_five_thousand_addresses_and_no_failure_and_no_secret(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever asks the API this often is let in, so that it answers each time.
    monkeypatch.setattr("meetings.api.throttles.ClientThrottle.allow_request", lambda *_: True)
    story = rio()
    sing_in_private(story)
    Source.objects.filter(pk=story.source.pk).update(public_id="0000000003")
    for number, meeting in enumerate((story.with_russia, story.with_india)):
        # The same addresses in every run.
        Meeting.objects.filter(pk=meeting.pk).update(public_id=f"000000000{number + 1}")
        publish(meeting.pk, None)
    paths = sorted({address.partition("?")[0] for address in public_addresses()})
    client.raise_request_exception = False
    seen: set[int] = set()

    @settings(
        max_examples=5000,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(path=st.sampled_from(paths), query=queries, tail=st.none() | segments)
    def ask(path: str, query: str, tail: str | None) -> None:
        address = path if tail is None else f"{path}{quote(tail)}"
        response = client.get(f"{address}?{query}")
        assert response.status_code < 500, f"{address}?{query}"
        content = response.getvalue()  # what is streamed may fail as it is read
        assert CANARY.encode() not in content, f"{address}?{query}"
        seen.add(response.status_code)

    ask()
    assert {200, 301, 400, 404} <= seen
