"""A kind of shared thing is known everywhere: routes, lists, suggestions, cards, the desk."""

import pytest
from django.db.models import Field, ForeignKey
from django.test import Client
from django.urls import reverse

from meetings import kinds
from meetings.admin import desk_site
from meetings.admin.typed.kinds import KINDS as TYPED
from meetings.models.base import SharedThing
from meetings.models.choices import ActorKind, EntryKind
from meetings.models.record import Entry
from meetings.publication.things.cards import DESK_KINDS, with_card_rows
from meetings.search.box.suggestions import CAPTIONS
from meetings.search.parameters import ENTRIES
from meetings.snapshot.cards import Entries
from meetings.views.entries.descriptions import DESCRIPTIONS

WITH_PAGES = pytest.mark.parametrize("kind", kinds.WITH_PAGES, ids=lambda kind: kind.name)
EVERY = pytest.mark.parametrize("kind", EntryKind, ids=str)

# URL name of the pages, and an address of each as it will be for ever.
ADDRESSES = [
    ("country", "CHN", "/countries/CHN/"),
    ("organisation", "UN", "/organisations/UN/"),
    ("person", "wang-yi", "/people/wang-yi/"),
    ("summit", "g20-2024", "/summits/g20-2024/"),
    ("series", "g20", "/series/g20/"),
    ("topic", "trade", "/topics/trade/"),
    ("publisher", "reuters", "/publishers/reuters/"),
    ("source", "0123456789", "/sources/0123456789/"),
]


@pytest.mark.parametrize(("name", "key", "address"), ADDRESSES)
def test_pages_have_these_addresses(name: str, key: str, address: str) -> None:
    assert reverse(name, args=[key]) == address


def test_these_addresses_are_all() -> None:
    assert [kind.name for kind in kinds.WITH_PAGES] == [name for name, _, _ in ADDRESSES]
    assert len(kinds.BY_NAME) == len(kinds.KINDS)


@EVERY
def test_every_kind_of_entry_has_a_row_a_shape_and_a_model(kind: EntryKind) -> None:
    assert kind in {row.kind for row in kinds.KINDS}
    assert kind in Entries.__annotations__
    assert kind in DESK_KINDS


def test_every_model_of_shared_things_has_a_kind() -> None:
    assert {row.model for row in DESK_KINDS.values()} == set(SharedThing.__subclasses__())


@EVERY
def test_rows_of_the_desk_have_what_their_kind_says(kind: EntryKind) -> None:
    row = DESK_KINDS[kind]
    key = row.model._meta.get_field(kinds.key_field(kind))
    assert isinstance(key, Field)
    assert key.unique
    assert not row.parent or row.parent in row.references
    for name, referred in row.references.items():
        relation = row.model._meta.get_field(name)
        assert isinstance(relation, ForeignKey)
        assert relation.related_model is DESK_KINDS[referred].model


@pytest.mark.django_db
@EVERY
def test_rows_of_the_desk_are_read_with_what_their_cards_need(kind: EntryKind) -> None:
    assert list(with_card_rows(DESK_KINDS[kind].model)) == []


@EVERY
def test_every_kind_has_a_page_at_the_desk_and_is_named_by_text(kind: EntryKind) -> None:
    model = DESK_KINDS[kind].model
    assert desk_site.is_registered(model)
    assert TYPED[kind.value].model is model


@pytest.mark.django_db
@WITH_PAGES
def test_kinds_with_pages_have_an_index_a_list_in_the_api_and_words_of_their_own(
    kind: kinds.Kind, client: Client
) -> None:
    index = client.get(reverse(kind.index_name))
    assert index.status_code == 200
    assert DESCRIPTIONS[kind.name].index.lead in index.content.decode()
    assert client.get(reverse(f"api-{kind.plural}")).json()["results"] == []
    home = client.get("/").content.decode()
    assert f'<a href="{reverse(kind.index_name)}">{kind.caption}</a>' in home


def test_nothing_is_described_that_has_no_page() -> None:
    assert list(DESCRIPTIONS) == [kind.name for kind in kinds.WITH_PAGES]


def test_a_filter_by_things_has_the_name_of_their_kind() -> None:
    kinds_of_filters = {name: one.things.name for name, one in ENTRIES.items()}
    assert kinds_of_filters == {name: name for name in ENTRIES} | {
        "host": "country",
        "account": "country",
    }


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.name)
def test_kinds_are_suggested_or_say_why_not(kind: kinds.Kind) -> None:
    asked_for = kind.name in ENTRIES
    assert (kind.name in CAPTIONS) == (asked_for or not kind.unsuggested)
    assert kind.plural or kind.unsuggested


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ActorKind)
def test_an_actor_is_a_country_in_the_database_where_it_is_one_by_its_card(
    actor: ActorKind,
) -> None:
    card = {"kind": actor.value}
    entry = Entry.objects.create(kind="actor", key="X", label="X", sort_label="X", card=card)
    of_actors = [kind for kind in kinds.KINDS if kind.kind == EntryKind.ACTOR]
    takers = [kind for kind in of_actors if kind.takes(card)]
    finders = [kind for kind in of_actors if Entry.objects.filter(kind.condition, pk=entry.pk)]
    assert takers == finders == [kinds.kind_of("actor", card)]


@pytest.mark.parametrize(
    ("card", "name"),
    [
        ({"kind": "state"}, "country"),
        ({"kind": "territory"}, "country"),
        ({"kind": "de_facto_authority"}, "country"),
        ({"kind": "international_organisation"}, "organisation"),
        ({"kind": "company"}, "organisation"),
        ({}, "organisation"),
    ],
)
def test_actors_are_countries_or_organisations(card: dict[str, str], name: str) -> None:
    assert kinds.kind_of("actor", card).name == name


@pytest.mark.parametrize(
    ("name", "typed", "spelt"),
    [("country", "chn", "CHN"), ("person", "Wang-Yi", "wang-yi"), ("source", "0a1b", "0A1B")],
)
def test_keys_typed_in_any_case(name: str, typed: str, spelt: str) -> None:
    assert kinds.BY_NAME[name].spelt(typed) == spelt


def test_these_are_shown_only_while_a_published_meeting_shows_them() -> None:
    assert {EntryKind.PERSON, EntryKind.PUBLISHER, EntryKind.SOURCE} == kinds.NEEDING_MEETINGS
