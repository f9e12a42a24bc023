"""Exports, feeds and the API hold what the list holds, whatever is asked; nothing is a 500."""

import csv
import json
import string
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.api.throttles import ClientThrottle
from meetings.exports.formats import FORMATS
from meetings.exports.units import UNITS
from meetings.search.parameters import FILTERS
from tests.drafts import Rio

pytestmark = pytest.mark.django_db

_VALUES = {
    "country": ["CHN", "RUS", "IND", "BRA"],
    "person": ["wang-yi", "sergey-lavrov"],
    "topic": ["ukraine", "korean-peninsula", "direct-flights"],
    "match": ["all", "any"],
    "summit": ["g20-2024-rio-de-janeiro"],
    "series": ["g20"],
    "host": ["BRA", "CHN"],
    "channel": ["in_person", "call"],
    "setting": ["talks", "meal"],
    "sides": ["2", "3", "4+"],
    "level": ["foreign_ministers", "ministers"],
    "occurrence": ["held", "announced", "any"],
    "accounts": ["all_sides", "one_side", "disputed"],
    "account": ["CHN", "RUS"],
    "publisher": ["trt-world"],
    "from": ["2024", "2024-11-18", "2024-11-19", "2025"],
    "to": ["2024", "2024-11-18", "2024-11-19", "2023"],
    "dates": ["certain"],
    "sort": ["oldest"],
    "q": ["Lavrov", "-Ukraine", '"Wang Yi"'],
}
_PARAMETERS = st.sampled_from(sorted(_VALUES)).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(_VALUES[name]))
)
_HOSTILE = st.one_of(
    st.text(max_size=130),
    st.text(string.punctuation + string.digits, max_size=30),
    st.sampled_from(["\0", "9" * 400, "-1", "[2024..]", "2024-02-30", "' OR 1=1 --", "ⅷ", "CHN"]),
)
_NAMES = [*FILTERS, "unit", "cursor", "updated_since", "format"]
_ADDRESSES = [
    *(f"/meetings.{extension}" for extension in FORMATS),
    *(f"/api/v1/{name}/" for name in ("meetings", "deleted", "people", "countries")),
]
few = settings(max_examples=150, suppress_health_check=list(HealthCheck))


@pytest.fixture
def no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask as often as it takes."""
    monkeypatch.setattr(ClientThrottle, "allow_request", lambda *_: True)


def test_every_form_holds_the_meetings_of_the_list(
    client: Client, story: Rio, no_limit: None
) -> None:
    @few
    @given(st.lists(_PARAMETERS, max_size=4))
    def compare(parameters: list[tuple[str, str]]) -> None:
        query = urlencode(parameters)
        page = client.get(f"/meetings/?{query}")
        if page.status_code != 200:
            for address in _ADDRESSES[:7]:
                assert client.get(f"{address}?{query}").status_code == page.status_code
            return
        listed = [line.href.split("/")[2] for line in page.context["page"].lines]
        table = client.get(f"/meetings.csv?{query}").getvalue().decode("utf-8-sig").splitlines()
        assert [row["meeting_id"] for row in csv.DictReader(table)] == listed
        document = json.loads(client.get(f"/meetings.json?{query}").getvalue())
        assert [row["meeting_id"] for row in document["rows"]] == listed
        api = client.get(f"/api/v1/meetings/?{query}").json()
        assert [one["public_id"] for one in api["results"]] == listed
        feed = client.get(f"/meetings.atom?{query}").content.decode()
        assert feed.count("<entry>") == len(listed)
        assert document["selection"] == api["selection"]

    compare()


def test_no_address_is_too_hostile(client: Client, story: Rio, no_limit: None) -> None:
    @few
    @given(
        st.sampled_from(_ADDRESSES),
        st.lists(st.tuples(st.sampled_from(_NAMES), _HOSTILE), max_size=4),
    )
    def ask(address: str, parameters: list[tuple[str, str]]) -> None:
        answer = client.get(f"{address}?{urlencode(parameters, errors='replace')}")
        answer.getvalue()  # what is streamed may fail as it is read
        # Gone: a state of the register that is not the present one's past (``updated_since``).
        assert answer.status_code in (200, 302, 400, 410)
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json"

    ask()


@pytest.mark.parametrize("unit", UNITS)
def test_a_query_string_that_is_no_text_is_read_all_the_same(
    client: Client, story: Rio, unit: str
) -> None:
    assert client.get(f"/meetings.csv?unit={unit}&country=%ff%fe").status_code == 400
    assert client.get(f"/meetings.csv?%00=%00&unit={unit}").getvalue()


def test_a_client_that_asks_too_often_is_told_when_to_come_back(
    client: Client, story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ClientThrottle, "timer", staticmethod(lambda: 1_000.0))
    cache.clear()
    statuses = [client.get(f"/api/v1/deleted/?n={number}").status_code for number in range(61)]
    assert statuses == [200] * 60 + [429]
    answer = client.get("/api/v1/deleted/")
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "application/problem+json",
        "no-store",
    )
    assert answer["Retry-After"] == "60"
    # Another client is another count.
    other = client.get("/api/v1/deleted/", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200
    cache.clear()
