"""Malformed posts to every form of the desk are answered, and never with a 500."""

from random import Random

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from meetings.models import Meeting
from tests.drafts import Rio

from .forms import open_form

pytestmark = pytest.mark.django_db

KINDS = [
    "actor", "meeting", "office", "person", "place", "publisher", "report", "series", "source",
    "summit", "topic",
]  # fmt: skip
MALFORMED = [
    "", " ", "\x00", "a\x00b", "9" * 5000, "-1", "1e400", "NaN", "٣", "[#9]", "x [#" + "9" * 400,
    "x [tenure " + "9" * 400 + "]", "+", "++", "+ ", "; ;", "+ a; + a; + b", "2024-13-45", "1/2/3",
    "\u202eabc", "\ud7ff", "é" * 3000, "<script>", "'; --", "../..", "on", "None", "[]", "{}",
    "\r\n", "\ufeff", "%00", "China [#1]", "China",
]  # fmt: skip


@pytest.fixture
def desk(client: Client) -> Client:
    """The desk of somebody who may do everything. An exception in a view fails the test."""
    client.force_login(User.objects.create_superuser("chief"))
    return client


def posts(random: Random, values: dict[str, str]) -> dict[str, list[str]]:
    """Return a post with a few fields malformed, missing or doubled."""
    post = {name: [text] for name, text in values.items() if "__prefix__" not in name}
    for name in random.sample(sorted(post), min(len(post), random.randint(1, 4))):
        change = random.randrange(8)
        if change == 0:
            del post[name]
        elif change == 1:
            post[name] = [*post[name], random.choice(MALFORMED)]
        else:
            post[name] = [random.choice(MALFORMED)]
    return post


def assert_answered(desk: Client, story: Rio, seed: int, number: int) -> None:
    random = Random(seed)
    report = story.with_russia.reports.earliest("pk")
    rows = {"meeting": story.with_russia.pk, "report": report.pk}
    addresses = [(kind, f"/admin/meetings/{kind}/add/") for kind in KINDS if kind != "report"]
    addresses += [(kind, f"/admin/meetings/{kind}/{pk}/change/") for kind, pk in rows.items()]
    forms = [(address, open_form(desk, address, kind)) for kind, address in addresses]
    assert Meeting.objects.count() == 2
    for _ in range(number):
        address, values = random.choice(forms)
        post = posts(random, values)
        with transaction.atomic():
            assert desk.post(address, post).status_code < 500, (address, post)
            transaction.set_rollback(True)


def test_a_hundred_malformed_posts_are_answered(desk: Client, story: Rio) -> None:
    assert_answered(desk, story, seed=7, number=100)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(20))
def test_two_thousand_malformed_posts_are_answered(desk: Client, story: Rio, seed: int) -> None:
    assert_answered(desk, story, seed=seed, number=100)
