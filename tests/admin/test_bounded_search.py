"""Searches at the desk take bounded time, whatever is typed."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import nearness
from meetings.models import Person
from meetings.text import MOST_WORDS
from tests.drafts import Rio

pytestmark = pytest.mark.django_db
LETTERS = " ".join(chr(letter) for letter in range(ord("a"), ord("z") + 1))


def longest_of(client: Client, address: str, text: str) -> str:
    """Return the longest statement that a search costs."""
    with CaptureQueriesContext(connection) as context:
        assert client.get(address, {"q": text}).status_code == 200
    return max((query["sql"] for query in context), key=len)


def test_words_do_not_multiply_the_joins(desk: Client, story: Rio) -> None:
    few = longest_of(desk, "/admin/suggest/meeting/", "a e")
    many = longest_of(desk, "/admin/suggest/meeting/", "a e i o n")
    # A subquery a word; nothing is joined to the meetings themselves.
    assert few.split("WHERE")[0] == many.split("WHERE")[0]
    assert "DISTINCT" not in many


@pytest.mark.parametrize(
    ("address", "conditions"),
    [
        # People, actors and summits, for each word.
        ("/admin/suggest/meeting/", 3 * MOST_WORDS),
        ("/admin/suggest/person/", nearness.MOST_WORDS),
        ("/admin/meetings/person/", MOST_WORDS),
    ],
)
def test_only_so_many_words_are_looked_for(
    desk: Client, story: Rio, address: str, conditions: int
) -> None:
    statement = longest_of(desk, address, LETTERS)
    condition = statement.split("WHERE", 1)[1].split("ORDER BY")[0]
    assert condition.count('"search_text"') == conditions


@pytest.mark.parametrize("address", ["meeting", "person", "topic", "source"])
def test_a_thousand_words_are_answered(desk: Client, story: Rio, address: str) -> None:
    words = " ".join(f"word{number}" for number in range(1500))
    assert desk.get(f"/admin/meetings/{address}/", {"q": words}).status_code == 200


def test_a_meeting_is_found_by_its_people_and_its_title(desk: Client, story: Rio) -> None:
    def found(text: str) -> list[str]:
        results = desk.get("/admin/suggest/meeting/", {"q": text}).json()["results"]
        return [row["value"].rpartition("[")[2].rstrip("]") for row in results]

    assert found("lavr wang") == [story.with_russia.public_id]
    assert found(story.with_india.public_id[:6].lower()) == [story.with_india.public_id]
    assert sorted(found("WANG yi")) == sorted(
        [story.with_russia.public_id, story.with_india.public_id]
    )


def test_a_name_is_still_found_by_many_words() -> None:
    name = " ".join(f"part{number}" for number in range(MOST_WORDS))
    person = Person.objects.create(name=name)
    assert list(Person.objects.named(name)) == [person]
