"""The search box: filters typed into it become parameters, the rest is searched for."""

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from meetings.models import Person, Topic
from meetings.search.selection import MovedSelection, Selection, UnreadableSelection, read_selection
from tests.register import meeting_of, published_rio, reference

pytestmark = pytest.mark.django_db


def typed(text: str, **others: str) -> QueryDict:
    """Return the parameters of a search."""
    data = QueryDict(mutable=True)
    data.update({"q": text, **others})
    return data


def moved_to(text: str, **others: str) -> str:
    """Return the query string that a search is redirected to."""
    with pytest.raises(MovedSelection) as elsewhere:
        read_selection(typed(text, **others))
    return elsewhere.value.query.encoded


def titles(selection: Selection) -> list[str]:
    """Return the titles selected, in order."""
    return [record.title for record in selection.records()]


@pytest.fixture
def talks() -> None:
    """Three meetings; one word is in a title, in a topic, and in neither."""
    grain = Topic.objects.create(name="Grain exports", slug="grain-exports")
    meeting_of(["CHN", "RUS"], "2024-03-05", title="Grain talks")
    meeting_of(["CHN", "IND"], "2024-05", title="Border talks", topics=[grain])
    meeting_of(["IND", "RUS"], "2021", title="Visit", summary="No limits, they said.")


@pytest.mark.usefixtures("talks")
def test_a_text_narrows_the_selection_and_says_so() -> None:
    selection = read_selection(typed("grain"))
    assert titles(selection) == ["Border talks", "Grain talks"]
    assert selection.words(2) == "2 meetings found by searching for grain"
    assert [(one.caption, one.label, one.without.encoded) for one in selection.clauses] == [
        ("Search text", "grain", "")
    ]
    assert selection.query.encoded == "q=grain"
    assert titles(read_selection(typed('"no limits"'))) == ["Visit"]
    assert titles(read_selection(typed("talks -exports"))) == ["Grain talks"]
    assert titles(read_selection(typed("-talks"))) == ["Visit"]
    assert titles(read_selection(typed("grain", country="RUS"))) == ["Grain talks"]


@pytest.mark.usefixtures("talks")
def test_relevance_puts_titles_first() -> None:
    assert titles(read_selection(typed("grain", sort="relevance"))) == [
        "Grain talks",
        "Border talks",
    ]
    assert titles(read_selection(QueryDict("sort=relevance"))) == [
        "Border talks",
        "Grain talks",
        "Visit",
    ]


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize(
    ("text", "others", "address"),
    [
        ("country:CHN", {}, "country=CHN"),
        ("country:chn grain", {}, "q=grain&country=CHN"),
        ("country:RUS", {"country": "CHN", "page": "3"}, "country=CHN&country=RUS&page=3"),
        ("after:2024", {"from": "2020", "to": "2025"}, "from=2024&to=2025"),
        ("country:CHN OR country:IND", {}, "country=CHN&country=IND&match=any"),
        ('topic:"grain exports"', {}, "topic=grain-exports"),
        ("about:grain", {}, "topic=grain-exports"),
        ("country:Chn", {}, "country=CHN"),
        ("is:held", {}, ""),
    ],
)
def test_filters_typed_become_parameters(text: str, others: dict[str, str], address: str) -> None:
    assert moved_to(text, **others) == address


def test_a_name_that_one_alone_has_stands_for_its_key() -> None:
    published_rio()
    assert moved_to("person:lavrov") == "person=sergey-lavrov"
    assert moved_to('person:"Wang Yi" host:brazil') == "person=wang-yi&host=BRA"


def test_a_name_that_several_have_is_asked_back() -> None:
    people = [Person.objects.create(name=name) for name in ("Ada Li", "Bo Li", "Li")]
    meeting_of(["CHN", "RUS", "IND"], "2024", people=people)
    assert moved_to("person:li") == "person=li"
    with pytest.raises(UnreadableSelection) as error:
        read_selection(typed('person:"l i" grain'))
    (problem,) = error.value.problems
    assert problem.message == "No person in the register goes by “l i”."
    assert error.value.query.encoded == "q=grain"
    assert [one.label for one in problem.suggestions] == ["Ada Li", "Bo Li", "Li"]


@pytest.mark.parametrize(
    ("text", "message", "rest"),
    [
        ("-is:call grain", "A filter cannot be turned round; a minus is for words.", "q=grain"),
        ("!!!", "There is no word in it to search for.", ""),
        ("is:call ???", "There is no word in it to search for.", "channel=call"),
        ("a" * 401, "A search has at most 400 characters.", ""),
        ("after:2024 before:2020x", "", "from=2024"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, message: str, rest: str) -> None:
    with pytest.raises(UnreadableSelection) as error:
        read_selection(typed(text))
    (problem,) = error.value.problems
    assert message in problem.message
    assert error.value.query.encoded == rest


def test_what_only_looks_like_a_filter_is_noted() -> None:
    selection = read_selection(typed("contry:CHN"))
    assert [note.piece for note in selection.notes] == ["contry:CHN"]
    assert read_selection(QueryDict()).notes == []


def test_plain_words_cost_no_query_to_read(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        read_selection(typed("grain OR wheat -border http://a.example"))


def test_many_names_cost_few_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reference("CHN")
    many = " ".join(f"summit:s{number}" for number in range(15))
    with django_assert_num_queries(9), pytest.raises(UnreadableSelection):
        read_selection(typed(many))


def test_control_characters_count_as_spaces() -> None:
    selection = read_selection(QueryDict("q=grain%00%0Acorridor%09"))
    assert selection.query.encoded == "q=grain+corridor"
