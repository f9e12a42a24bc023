"""What a selection reads and keeps, how it says itself, and what it refuses."""

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from meetings.models import Address, Entry, Person, Series, Topic
from meetings.models.choices import VersionKind
from meetings.publication.clock import public_change
from meetings.publication.entries import publish_entries
from meetings.publication.publish import publish
from meetings.search.parameters import FILTERS
from meetings.search.selection import (
    MeetingFilterSet,
    MovedSelection,
    Selection,
    UnknownValue,
    UnreadableSelection,
    read_selection,
)
from tests.drafts import account_of
from tests.register import meeting_of, published_rio, reference

pytestmark = pytest.mark.django_db


def titles(query: str) -> list[str]:
    """Return the titles that a query string selects, in order."""
    return [record.title for record in read_selection(QueryDict(query)).records()]


def selected(query: str) -> Selection:
    """Return the selection of a query string."""
    return read_selection(QueryDict(query))


def refused(query: str) -> list[str]:
    """Return the messages a query string is refused with."""
    with pytest.raises(UnreadableSelection) as error:
        read_selection(QueryDict(query))
    return [problem.message for problem in error.value.problems]


@pytest.fixture
def talks() -> None:
    """Four meetings of three states, one of them of all three."""
    meeting_of(["CHN", "RUS"], "2024-03-05", title="China and Russia")
    meeting_of(["CHN", "IND"], "2023-05", title="China and India")
    meeting_of(["CHN", "IND", "RUS"], "2022-07-01", title="All three")
    meeting_of(["IND", "RUS"], "2021-01-01/2021-01-03", title="India and Russia", channel="call")


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["China and Russia", "China and India", "All three", "India and Russia"]),
        ("sort=oldest", ["India and Russia", "All three", "China and India", "China and Russia"]),
        ("country=chn", ["China and Russia", "China and India", "All three"]),
        ("country=CHN&country=RUS", ["China and Russia", "All three"]),
        ("country=CHN&country=RUS&match=only", ["China and Russia"]),
        ("country=CHN&country=RUS&match=any&to=2022", ["All three", "India and Russia"]),
        ("country=CHN&country=&utm_source=mail&from=2024", ["China and Russia"]),
        ("sides=3", ["All three"]),
        ("sides=3&sides=2&from=2022-07&to=2023", ["China and India", "All three"]),
        ("sides=4%2B", []),
        ("channel=call", ["India and Russia"]),
        ("channel=call&channel=video&channel=in_person&from=2024", ["China and Russia"]),
        ("host=CHN", []),
        ("accounts=third_party&to=2021", ["India and Russia"]),
        ("publisher=gazette&to=2021", ["India and Russia"]),
        ("country=CHN&page=2", ["China and Russia", "China and India", "All three"]),
    ],
)
def test_what_is_kept(query: str, expected: list[str]) -> None:
    assert titles(query) == expected


@pytest.mark.usefixtures("talks")
def test_possible_dates_overlap_and_certain_dates_lie_inside() -> None:
    assert titles("from=2023-05-10&to=2023-05-20") == ["China and India"]
    assert titles("from=2023-05-10&to=2023-05-20&dates=certain") == []
    assert titles("from=2023-05&to=2023-05&dates=certain") == ["China and India"]
    assert titles("from=2021-01-03&to=2021") == ["India and Russia"]
    assert titles("from=2021-01-04&to=2021") == []


def test_lists_mean_meetings_held_unless_asked() -> None:
    meeting_of(["CHN", "RUS"], "2024", title="Held")
    meeting_of(["CHN", "RUS"], "", title="Announced", occurrence="announced")
    meeting_of(["CHN", "RUS"], "2023", title="Denied", occurrence="denied")
    assert titles("") == ["Held"]
    assert titles("occurrence=any") == ["Announced", "Held", "Denied"]
    assert titles("occurrence=announced&occurrence=denied") == ["Announced", "Denied"]
    assert titles("occurrence=any&occurrence=held") == ["Announced", "Held", "Denied"]
    assert titles("occurrence=any&from=2000") == ["Held", "Denied"]


def test_a_topic_stands_for_everything_below_it() -> None:
    war = Topic.objects.create(name="War and peace", slug="war")
    ukraine = Topic.objects.create(name="Ukraine", slug="ukraine", parent=war)
    grain = Topic.objects.create(name="Grain", slug="grain", parent=ukraine)
    meeting_of(["CHN", "RUS"], "2024", title="On grain", topics=[grain])
    meeting_of(["CHN", "RUS"], "2023", title="On Ukraine", topics=[ukraine])
    assert titles("topic=war") == ["On grain", "On Ukraine"]
    assert titles("topic=grain") == ["On grain"]
    assert titles("topic=grain&topic=war") == ["On grain"]
    assert titles("topic=grain&topic=ukraine&match=any") == ["On grain", "On Ukraine"]


def test_people_summits_series_and_host_of_the_rio_story() -> None:
    published_rio()
    with_russia = (
        "Wang Yi (China) and Sergey Lavrov (Russia), on the sidelines of G20 Rio de Janeiro"
    )
    assert len(titles("person=wang-yi&summit=g20-2024-rio-de-janeiro")) == 2
    assert titles("person=wang-yi&person=sergey-lavrov") == [with_russia]
    assert titles("country=CHN&country=RUS&series=g20&host=BRA&level=foreign_ministers") == [
        with_russia
    ]
    # To host is not to take part.
    assert titles("country=BRA") == []
    assert titles("accounts=all_sides&publisher=trt-world") == [with_russia]


@pytest.mark.parametrize(
    ("query", "number", "words"),
    [
        ("", 2, "2 meetings"),
        ("", None, "Meetings"),
        ("country=RUS", 1, "1 meeting at which Russia took part"),
        (
            "country=RUS&country=CHN&series=g20&from=2020",
            14,
            "14 meetings at which China and Russia both took part, at G20 summits, since 2020",
        ),
        (
            "country=RUS&country=CHN&country=IND&match=only",
            7535,
            "7,535 meetings at which China, India and Russia all took part and nobody else",
        ),
        (
            "country=RUS&person=wang-yi&topic=ukraine&match=any",
            3,
            "3 meetings at which Russia or Wang Yi took part or about Ukraine",
        ),
        (
            "person=wang-yi&topic=ukraine&topic=korean-peninsula&channel=call&sides=2&sides=3",
            0,
            (
                "0 meetings with Wang Yi about both Korean Peninsula and Ukraine, by telephone, "
                "with two or three sides"
            ),
        ),
        ("occurrence=any&to=2024-05", 5, "5 meetings, held or not, until May 2024"),
        ("occurrence=any", 5, "5 meetings, held or not"),
        (
            "occurrence=announced&occurrence=postponed&host=BRA",
            None,
            "Announced or postponed meetings in Brazil",
        ),
        (
            "from=2024&to=2024&dates=certain&level=ministers&accounts=disputed",
            2,
            (
                "2 disputed or held meetings at the level of ministers, "
                "with accounts that contradict each other, certainly in 2024"
            ),
        ),
        (
            (
                "publisher=trt-world&setting=meal&summit=g20-2024-rio-de-janeiro&from=2024-11-18"
                "&to=2024-11-18"
            ),
            1,
            (
                "1 meeting at G20 Rio de Janeiro, over a meal, with a source published by TRT "
                "World, on 18 November 2024"
            ),
        ),
    ],
)
def test_a_selection_says_itself(query: str, number: int | None, words: str) -> None:
    published_rio()
    assert read_selection(QueryDict(query)).words(number) == words


def test_clauses_can_be_dropped_one_by_one() -> None:
    published_rio()
    selection = read_selection(QueryDict("country=RUS&country=CHN&from=2024&page=3&match=only"))
    assert [(one.caption, one.label, one.without.encoded) for one in selection.clauses] == [
        ("Country", "China", "country=RUS&match=only&from=2024"),
        ("Country", "Russia", "country=CHN&match=only&from=2024"),
        ("From", "2024", "country=CHN&country=RUS&match=only"),
    ]
    only = read_selection(QueryDict("country=RUS&match=only"))
    assert [one.without.encoded for one in only.clauses] == [""]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("country=QQQ", "No country in the register goes by “QQQ”."),
        ("country=IND%00", "Country has characters that no value has."),
        ("person=" + "x" * 121, "Person is longer than any value there is."),
        ("country=" + "&country=".join(f"A{n}" for n in range(21)), "Country can be given 20"),
        ("from=2024-13", "Months run from 01 to 12: there is none in “2024-13”."),
        ("from=2023-02-29", "There is no such day as 2023-02-29 in the calendar."),
        ("from=soon", "From is a day, a month or a year: 2024-05-18, 2024-05 or 2024."),
        ("from=2024~", "From is a day, a month or a year: 2024-05-18, 2024-05 or 2024."),
        ("to=2023/2024", "To is a day, a month or a year: 2024-05-18, 2024-05 or 2024."),
        ("from=2024&from=2023", "From can be given only once."),
        ("from=2024&to=2023", "The range ends (2023) before it begins (2024)."),
        ("page=0", "Page is a number from 1 to 200."),
        ("page=-1", "Page is a number from 1 to 200."),
        ("page=²", "Page is a number from 1 to 200."),
        ("page=201", "Lists end at page 200. Narrow the selection, to a year for example, "),
        ("page=1&page=2", "Page can be given only once."),
        ("per_page=1000", "Meetings per page is one of 25, 50 or 100."),
        ("channel=telegraph", "How they met is one of in_person, call or video."),
        ("sides=1", "Sides is one of 2, 3 or 4+."),
        ("match=only", "“Only these” needs a country or an organisation"),
    ],
)
def test_what_cannot_be_read_is_said(query: str, message: str) -> None:
    [said] = refused(query)
    assert said.startswith(message)


def test_the_way_out_keeps_what_is_right() -> None:
    published_rio()
    with pytest.raises(UnreadableSelection) as error:
        read_selection(QueryDict("country=RUS&country=QQQ&from=soon&sort=oldest&page=2"))
    assert [one.parameter for one in error.value.problems] == ["from", "country"]
    assert error.value.query.encoded == "country=RUS&sort=oldest&page=2"


def test_a_name_typed_by_hand_is_offered_as_people_of_that_name() -> None:
    people = [Person.objects.create(name=f"Ana Silva {number}") for number in range(7)]
    for person in people:
        meeting_of(["BRA", "CHN"], "2024", people=[person, person])
    Person.objects.create(name="Ana Silva of a draft")
    with pytest.raises(UnreadableSelection) as error:
        read_selection(QueryDict("country=BRA&person=silva+ANA"))
    [problem] = error.value.problems
    assert [(one.label, one.query.encoded) for one in problem.suggestions] == [
        (f"Ana Silva {number}", f"country=BRA&person=ana-silva-{number}") for number in range(5)
    ]


def test_a_key_of_before_moves_to_the_one_of_today() -> None:
    published_rio()
    entry = Entry.objects.get(kind="person", key="wang-yi")
    Address.objects.create(kind="person", key="yi-wang", entry=entry, current=False)
    with pytest.raises(MovedSelection) as moved:
        read_selection(QueryDict("from=2024&person=yi-wang&utm_source=x"))
    assert moved.value.query.encoded == "person=wang-yi&from=2024"


def test_an_organisation_asked_for_as_a_country_moves() -> None:
    meeting_of(["EU", "CHN"], "2024", title="EU and China")
    with pytest.raises(MovedSelection) as moved:
        read_selection(QueryDict("country=EU&country=CHN"))
    assert moved.value.query.encoded == "country=CHN&organisation=EU"
    assert titles("country=CHN&organisation=EU") == ["EU and China"]


def test_series_with_long_names_are_quoted() -> None:
    series = Series.objects.create(name="NATO summit", slug="nato-summit")
    with public_change() as change:
        publish_entries([series], change)
    words = read_selection(QueryDict("series=nato-summit")).words(0)
    assert words == "0 meetings in the series “NATO summit”"


def test_all_keys_are_resolved_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    published_rio()
    reference("FRA")
    with django_assert_num_queries(0):
        read_selection(QueryDict("from=2024&sides=2"))
    with django_assert_num_queries(1):
        read_selection(
            QueryDict("country=FRA&country=CHN&person=wang-yi&series=g20&publisher=trt-world")
        )
    # The tree of topics comes with them.
    with django_assert_num_queries(1):
        read_selection(QueryDict("country=CHN&topic=ukraine&topic=korean-peninsula"))


def errors(query: str) -> dict[str, list[str]]:
    """Return the errors of the form, by parameter."""
    return {name: list(said) for name, said in MeetingFilterSet(QueryDict(query)).errors.items()}


def test_every_parameter_is_a_declared_filter_even_one_that_python_has_a_word_for() -> None:
    assert list(MeetingFilterSet.declared_filters) == list(FILTERS)
    assert "from" in MeetingFilterSet.declared_filters


def test_filters_of_two_requests_are_told_apart() -> None:
    one, other = MeetingFilterSet(QueryDict("sides=2")), MeetingFilterSet(QueryDict("sides=3"))
    assert one.filters["sides"] is not other.filters["sides"]
    assert one.filters["sides"].parent is one
    assert not hasattr(FILTERS["sides"], "parent")
    assert "= 2" in str(one.qs.query)
    assert "= 3" in str(other.qs.query)


def test_the_form_says_what_is_wrong_with_each_parameter() -> None:
    assert errors("channel=telegraph&sides=2&from=2024&from=2023") == {
        "channel": ["How they met is one of in_person, call or video."],
        "from": ["From can be given only once."],
    }
    assert errors("country=QQQ&person=nobody&page=2") == {
        "country": ["No country in the register goes by “QQQ”."],
        "person": ["No person in the register goes by “nobody”."],
    }
    assert errors("") == {}


def test_a_value_with_signs_of_formatting_is_repeated_as_it_is() -> None:
    assert errors("person=100%25s") == {"person": ["No person in the register goes by “100%s”."]}


def test_values_that_do_not_go_together_are_said_one_at_a_time() -> None:
    assert errors("match=only&from=2024&to=2023") == {
        "to": ["The range ends (2023) before it begins (2024)."]
    }
    form = MeetingFilterSet(QueryDict("match=only&from=2024&to=2023&page=3")).form
    assert not form.is_valid()
    assert form.query.encoded == "match=only&from=2024"


def test_what_stands_for_nothing_is_told_from_what_cannot_be_read() -> None:
    form = MeetingFilterSet(QueryDict("country=QQQ&sides=1")).form
    of_country, of_sides = form.errors.as_data()["country"], form.errors.as_data()["sides"]
    assert [isinstance(one, UnknownValue) for one in (*of_country, *of_sides)] == [True, False]


def test_good_values_beside_a_bad_one_stay_in_the_query() -> None:
    published_rio()
    form = MeetingFilterSet(QueryDict("country=CHN&country=Q%00&sides=2&sides=9&page=2")).form
    assert not form.is_valid()
    assert form.query.encoded == "country=CHN&sides=2&page=2"


def test_filters_typed_into_the_box_move_the_selection() -> None:
    form = MeetingFilterSet(QueryDict("q=is:call+grain&from=2024")).form
    assert form.is_valid()
    assert form.moved
    assert form.query.encoded == "q=grain&channel=call&from=2024"


@pytest.mark.parametrize(
    ("old", "level"),
    [
        ("head_of_state", "leaders"),
        ("party_leader", "leaders"),
        ("foreign_minister", "foreign_ministers"),
        ("Security_Adviser", "ministers"),
        ("envoy", "officials"),
    ],
)
def test_a_rank_in_an_old_address_leads_to_its_level(old: str, level: str) -> None:
    published_rio()
    assert selected(f"level={old}").query.encoded == f"level={level}"


def test_a_meeting_told_by_one_side_only_is_a_question() -> None:
    published_rio()
    with_india = (
        "Wang Yi (China) and Subrahmanyam Jaishankar (India), "
        "on the sidelines of G20 Rio de Janeiro"
    )
    assert titles("accounts=one_side&account=CHN") == [with_india]
    assert titles("account=RUS&account=IND") == titles("country=RUS")
    assert selected("account=chn").words(2) == "2 meetings with China’s own account"


def test_who_asks_for_the_disputed_is_shown_the_disputed() -> None:
    story = published_rio()
    india = story.with_india.participations.get(actor__code="IND").actor
    account_of(story.with_india, story.source, india, occurrence="denied")
    publish(story.with_india.pk, None, kind=VersionKind.ADDITION)
    assert len(titles("")) == 1
    assert len(titles("accounts=disputed")) == 1
    selection = selected("accounts=disputed")
    assert selection.query.encoded == "accounts=disputed"
    assert selection.words(1) == (
        "1 disputed or held meeting with accounts that contradict each other"
    )
    # Those held are asked for in so many words.
    held = selected("accounts=disputed&occurrence=held")
    assert held.query.encoded == "occurrence=held&accounts=disputed"
    assert titles("accounts=disputed&occurrence=held") == []
    assert held.query.without("accounts").encoded == ""
    assert selection.query.without("occurrence", "disputed") == held.query
