"""What the template tags write: marks, marked words, facets, bars of years, options."""

from meetings.pages.lines import LineSide, Party
from meetings.pages.list_page import Bar, FacetBlock, FacetLink, YearChart
from meetings.search.answers.form import Control, FilterForm
from meetings.search.filters.base import Option
from meetings.search.text.query import parse
from meetings.templatetags import parts

CHINA, ARCADIA = Party("CHN", "China", "flags/cn.svg"), Party("X<A", "Arcadia")
FLAG = '<img class="flag" src="/static/flags/cn.svg" width="20" height="15" alt="">'
BOX = '<span class="code" aria-hidden="true">X&lt;A</span>'


def test_a_party_has_its_flag_or_its_code_in_a_box() -> None:
    assert (parts.mark(CHINA), parts.mark(ARCADIA)) == (FLAG, BOX)
    assert (
        parts.marks([LineSide((CHINA, ARCADIA), ""), LineSide((CHINA,), "")]) == FLAG + BOX + FLAG
    )


def test_words_that_were_sought_are_marked_and_the_rest_is_text() -> None:
    assert parts.marked("Grain & <b>grains</b>", parse("grain")) == (
        "<mark>Grain</mark> &amp; &lt;b&gt;<mark>grains</mark>&lt;/b&gt;"
    )


def test_facets_come_with_their_values() -> None:
    links = (
        FacetLink("R&D", "1,200", "/meetings/?a=1&b=2", selected=False),
        FacetLink("Talks", "3", "/meetings/", selected=True),
    )
    block = FacetBlock("topic", "Topic", links, every="", open=True)
    assert parts.written_facets([block]) == [
        (
            block,
            (
                '<li><a href="/meetings/?a=1&amp;b=2" rel="nofollow">R&amp;D</a>'
                '<span class="facet-number"><span class="unseen">:</span> 1,200</span></li>\n'
                '<li><a href="/meetings/" rel="nofollow" class="facet-chosen">Talks'
                '<span class="unseen">(chosen; remove)</span></a>'
                '<span class="facet-number"><span class="unseen">:</span> 3'
                '<span class="unseen"> selected</span></span></li>'
            ),
        )
    ]


def test_years_without_meetings_have_no_bar() -> None:
    some = Bar("2024: 3 meetings", "/meetings/?to=2024", 0, 40, 60, within=False, selected=True)
    none = Bar("2025: 0 meetings", "", 1, 100, 0, within=True, selected=False)
    assert parts.year_bars(YearChart(2, 100, (some, none), (2024, 2025))) == (
        '<a href="/meetings/?to=2024" rel="nofollow" '
        'aria-label="2024: 3 meetings (chosen; remove)"><title>2024: 3 meetings</title>'
        '<rect class="years-space" x="0" y="0" width="1" height="100" />'
        '<rect class="years-bar years-outside" x="0.1" y="40" width="0.8" height="60" /></a>'
    )


def test_a_form_has_the_options_of_each_control_and_list() -> None:
    box = Control("q", "id_q_1", "Search")
    level = Control(
        "level",
        "id_level_1",
        "Level",
        options=(Option("", "Any", selected=True), Option("a", "<A>")),
    )
    written = parts.written_form(FilterForm(box, (level,), (box,), {"person": (Option("b", "B"),)}))
    assert written.main == [
        (level, '<option value="" selected>Any</option><option value="a">&lt;A&gt;</option>')
    ]
    assert written.more == [(box, "")]
    assert written.datalists == [("person", '<option value="b">B</option>')]
