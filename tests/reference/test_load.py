"""Loading the reference data into the desk and the public record."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.models import (
    Actor,
    Entry,
    Membership,
    Office,
    Participation,
    Person,
    Place,
    Publisher,
    Report,
    Series,
    Source,
    Summit,
    Topic,
    TopicAlias,
    Version,
)
from meetings.models.record import Address, RegisterClock
from meetings.publication.check import problems_of_register
from meetings.publication.publish import publish
from meetings.reference import load as loading
from meetings.reference.load import load
from meetings.reference.tables import DATA, MalformedRow
from tests.drafts import rio

from .small import SMALL, replace, write_small

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small set of reference data that a test may change."""
    return write_small(tmp_path)


def test_the_whole_reference_data_loads_and_a_second_time_changes_nothing() -> None:
    first = load()
    assert first.written > 3000
    # States are written again with their capitals, and organisations with their seats.
    seated = Actor.objects.exclude(capital=None).count()
    assert first.entries - seated == Entry.objects.count() == Address.objects.count()
    clock = RegisterClock.objects.now()
    second = load()
    assert (second.written, second.entries, RegisterClock.objects.now()) == (0, 0, clock)
    assert list(problems_of_register()) == []
    assert Actor.objects.get(code="UNSC").parent == Actor.objects.get(code="UN")
    assert (
        Membership.objects.filter(organisation__code="UN", end="", status="member").count() == 193
    )
    rio_summit = Summit.objects.get(slug="g20-2024-rio-de-janeiro")
    assert (rio_summit.date, str(rio_summit.place)) == ("2024-11-18/2024-11-19", "Rio de Janeiro")
    office = Office.objects.get(slug="chn-minister-of-foreign-affairs")
    assert (office.rank, office.actor.code) == ("foreign_minister", "CHN")


def test_what_the_columns_become(folder: Path) -> None:
    load(folder)
    china = Actor.objects.get(code="CHN")
    assert (china.demonym, china.alpha2, china.cow_number) == ("Chinese", "CN", 710)
    assert (str(china.capital), china.contested) == ("Beijing", False)
    assert Actor.objects.get(code="TWN").contested
    assert Actor.objects.get(code="HKG").parent == china
    russia = Actor.objects.get(code="RUS")
    assert (russia.start, str(russia.start_earliest)) == ("1991-12", "1991-12-01")
    assert [one.code for one in russia.predecessors.all()] == ["SUN"]
    assert Place.objects.get(slug="moscow").former_states.get().state.code == "SUN"
    assert [one.name for one in Topic.objects.get(slug="ukraine-war").aliases.all()] == [
        "special military operation",
        "СВО",
    ]
    assert Entry.objects.get(kind="topic", key="ukraine-war").detail == {
        "aliases": ["special military operation", "СВО"]
    }
    detail = Entry.objects.get(kind="actor", key="RUS").detail
    assert (detail["capital"], detail["predecessors"]) == ("Moscow", ["SUN"])
    assert [one["organisation"] for one in detail["memberships"]] == ["BRICS"]
    assert Entry.objects.get(kind="actor", key="SUN").detail["successors"] == ["RUS"]


@pytest.mark.parametrize(
    ("model", "words", "found"),
    [
        (Actor, "中国", "China"),
        (Actor, "republic china people", "China"),
        (Actor, "uno", "United Nations"),
        (Office, "foreign chn", "Minister of Foreign Affairs, China"),
        (Place, "peking", "Beijing"),
        (Topic, "сво", "War in Ukraine"),
        (Summit, "brics beijing 2011", "BRICS 2011"),
        (Publisher, "кремль", "President of Russia"),
        (Publisher, "eng.kremlin.ru", "President of Russia"),
    ],
)
def test_everything_is_found_by_any_name(
    folder: Path, model: type[Actor], words: str, found: str
) -> None:
    load(folder)
    assert [str(one) for one in model.objects.named(words)] == [found]


def test_publishers_have_names_and_sites_and_become_public_with_a_meeting(folder: Path) -> None:
    load(folder)
    kremlin = Publisher.objects.get(slug="kremlin")
    assert kremlin.actor == Actor.objects.get(code="RUS")
    assert {(name.name, name.language) for name in kremlin.names.all()} == {
        *(("Kremlin", "en"), ("Кремль", "ru")),
    }
    assert {(site.host, site.language, site.end) for site in kremlin.sites.all()} == {
        ("kremlin.ru", "ru", ""),
        ("eng.kremlin.ru", "en", "2013"),
    }
    ansa = Publisher.objects.get(slug="ansa")
    assert (ansa.actor, ansa.sites.get().language) == (None, "")
    entries = Entry.objects.filter(kind="publisher")
    assert not entries.exists()
    story = rio()
    Report.objects.filter(meeting=story.with_russia, source=story.source).update(
        source=Source.objects.create(publisher=kremlin, title="Talks")
    )
    publish(story.with_russia.pk, None)
    assert "kremlin" in entries.values_list("key", flat=True)
    replace(folder, "publishers", "President of Russia", "The Kremlin")
    replace(folder, "publishers", "ansa,ANSA", "ansa,Agenzia ANSA")
    assert load(folder).entries == 1
    assert entries.get(key="kremlin").label == "The Kremlin"
    assert not entries.filter(key="ansa").exists()


def test_a_changed_file_changes_its_row_and_nothing_else(folder: Path) -> None:
    load(folder)
    replace(folder, "countries", "RUS,state,Russia,,Russian,RU,643", "RUS,state,Russland,,,RU,643")
    replace(folder, "actor_names", "中国", "中國")
    replace(folder, "countries", "Eastern Asia,beijing", "Eastern Asia,")
    tally = load(folder)
    assert {model.__name__: sorted(one.changed) for model, one in tally.loaded.items()} == {
        "Actor": ["CHN", "RUS"],
        "Office": [],
        "Person": [],
        "Place": [],
        "Publisher": [],
        "Series": [],
        "Summit": [],
        "Topic": [],
    }
    assert tally.children == 2
    assert Entry.objects.get(kind="actor", key="RUS").label == "Russland"
    assert Actor.objects.named("中國").get().capital is None
    assert not Actor.objects.named("中国").exists()


def test_the_last_alias_of_all_goes_with_its_file(folder: Path) -> None:
    load(folder)
    replace(folder, "topics", "special military operation|СВО", "")
    tally = load(folder)
    assert not TopicAlias.objects.exists()
    assert (tally.children, tally.entries) == (2, 1)
    assert Entry.objects.get(kind="topic", key="ukraine-war").detail == {"aliases": []}
    assert not Topic.objects.named("сво").exists()


def test_what_an_editor_has_changed_is_left_alone(folder: Path) -> None:
    load(folder)
    Actor.objects.filter(code="RUS").update(name="The desk’s name", revision=1)
    topic = Topic.objects.get(slug="ukraine-war")
    topic.aliases.all().delete()
    Topic.objects.filter(pk=topic.pk).update(revision=3)
    replace(folder, "countries", "Russia,,Russian", "Russland,,Russian")
    replace(folder, "memberships", "BRICS,RUS,2009-06-16,,member", "BRICS,RUS,2010,,member")
    tally = load(folder)
    assert (tally.written, tally.entries) == (0, 0)
    assert Actor.objects.get(code="RUS").name == "The desk’s name"
    assert Membership.objects.get(member__code="RUS").start == "2009-06-16"
    assert not TopicAlias.objects.filter(topic=topic).exists()
    assert Entry.objects.get(kind="actor", key="RUS").label == "Russia"


def test_a_row_of_the_desk_with_the_same_name_stands_for_the_planned_one(folder: Path) -> None:
    own = Series.objects.create(name="BRICS summit", slug="the-desks-brics")
    load(folder)
    assert Summit.objects.get(slug="brics-2011").series == own
    assert Series.objects.count() == 1
    # It is not public yet, and so its editions are not either.
    assert not Entry.objects.filter(kind="summit").exists()


def test_published_meetings_are_updated_when_a_name_they_show_changes(folder: Path) -> None:
    load(folder)
    story = rio()
    publish(story.with_russia.pk, None)
    replace(folder, "countries", "CHN,state,China", "CHN,state,People’s China")
    load(folder)
    versions = Version.objects.order_by("number")
    assert [(one.number, one.kind) for one in versions] == [(1, "first"), (2, "update")]
    assert versions[1].snapshot["entries"]["actor"]["CHN"]["name"] == "People’s China"
    assert Participation.objects.count() == 4
    assert Report.objects.count() == 3
    assert list(problems_of_register()) == []


def test_what_an_interrupted_load_changed_is_published_by_the_next_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(folder)
    story = rio()
    publish(story.with_russia.pk, None)
    entry = Entry.objects.filter(kind="person", key="wang-yi")
    assert [name["name"] for name in entry.get().card["names"]] == ["王毅"]
    replace(folder, "people", "zh-Hans:王毅", "zh-Hans:王毅|ru:Ван И")
    with monkeypatch.context() as interrupted:
        interrupted.setattr(loading, "publish_shown", lambda _: 0)
        load(folder)
    assert [name["name"] for name in entry.get().card["names"]] == ["王毅"]
    assert load(folder).entries == 1
    assert [name["name"] for name in entry.get().card["names"]] == ["Ван И", "王毅"]
    # What an editor changed waits for a reviewer.
    Person.objects.filter(slug="wang-yi").update(name="Wang", pending_update=True)
    assert load(folder).entries == 0
    assert entry.get().label == "Wang Yi"


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        ("countries", "RUS,state", "RUS,realm", "countries.csv, line 4: kind: "),
        ("countries", "RUS,state", "rus,state", "countries.csv, line 4: code: "),
        (
            "countries",
            "365,365,Q159",
            "x,365,Q159",
            "line 4: cow has to be a whole number, not “x”",
        ),
        ("countries", "RUS,state", "CHN,state", "line 4: “CHN”, or what it stands for, is there"),
        ("countries", "1991-12,,SUN", "1991-13,,SUN", "countries.csv, line 4: start: Months run"),
        ("countries", "1991-12,,SUN", "1991-12,,XXX", "predecessors: nothing has the key “XXX”"),
        ("countries", "Asia,beijing", "Asia,bejing", "capital: nothing has the key “bejing”"),
        ("countries", "1922-12-30,1991-12-26", "1992,1991", "line 5: .*actor_ends_after_start"),
        ("organisations", ",UN,,,,", ",,,,,", "organisations.csv, line 4: .*organ_has_parent"),
        ("organisations", ",UN,,,,", ",XY,,,,", "line 4: parent: nothing has the key “XY”"),
        ("places", "false,\n", "no,\n", "places.csv, line 3: contested has to be true or false"),
        ("places", "55.76", "north", "places.csv, line 3: latitude has to be decimal degrees"),
        ("places", "55.76", "95.76", "places.csv, line 3: latitude: "),
        ("offices", ",foreign_minister", ",minster", "offices.csv, line 2: rank: "),
        ("offices", ",,\n", ",\n", "offices.csv, line 2: it has 5 cells, not 6"),
        ("offices", "affairs,CHN,", "affairs,,", "offices.csv, line 2: actor: This field cannot"),
        ("actor_names", "CHN,中国", ",中国", "actor_names.csv, line 3: actor: This field cannot"),
        ("memberships", "BRICS,RUS", "BRICS,", "memberships.csv, line 3: member: This field"),
        ("memberships", ",member\n", ",guest\n", "memberships.csv, line 2: status: "),
        ("topics", "slug,name", "slug,title", "topics.csv, line 1: the columns have to be slug"),
        ("topics", "ukraine-war,War in Ukraine", "ukraine-war,Ukraine", "topics.csv, line 4: "),
        ("summits", "2011-04-14", "", "summits.csv, line 2: date: "),
        ("publishers", "presidency,RUS", "presidency,", "line 2: .*publisher_actor_if_official"),
        ("publishers", "presidency,RUS", "presidency,RUX", "line 2: actor: nothing has the key"),
        ("publishers", "@2013", "@2013-13", "publishers.csv, line 2: former_sites: Months run"),
        ("publishers", "ru:kremlin.ru", "ru:www.kremlin.ru", "publishers.csv, line 2: host: "),
    ],
)
def test_a_malformed_row_is_named_and_nothing_is_written(
    folder: Path, table: str, old: str, new: str, message: str
) -> None:
    replace(folder, table, old, new)
    with pytest.raises(MalformedRow, match=message):
        load(folder)
    assert (Actor.objects.count(), Topic.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "series.csv").unlink()
    with pytest.raises(MalformedRow, match=r"series.csv, line 1: there is no such file"):
        load(folder)


def test_the_command_counts_and_names_the_row(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading.load, "__defaults__", (folder,))
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert "actors         8  new     8  changed     0" in out.getvalue()
    assert "people         2  new     2  changed     0" in out.getvalue()
    assert (
        "terms          3  new     3  changed     0  left as an editor has them     0\n"
        in out.getvalue()
    )
    assert "19 entries of the public record written." in out.getvalue()
    replace(folder, "offices", "foreign_minister", "minster")
    with pytest.raises(CommandError, match=r"Nothing was loaded. offices.csv, line 2: rank"):
        call_command("load_reference", stdout=out)


def test_every_file_of_the_data_is_loaded() -> None:
    assert sorted(path.stem for path in DATA.glob("*.csv")) == sorted(SMALL)
