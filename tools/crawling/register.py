"""The register to crawl: reference data, demonstration data, and some changes at the desk.

It is reproducible: time is frozen, and moves only where this module moves it. Only management
commands, models, and addresses of the desk are used from the checkout.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from unittest import mock

from django.apps import apps
from django.core.management import call_command
from django.db.models import Model
from django.test import Client

from tools.checkout import entered

HOST: Final = "localhost"
START: Final = datetime(2026, 1, 5, 9, tzinfo=UTC)
# Variables that answers depend on, or whose defaults would stop a crawl.
ENVIRONMENT: Final = {
    "DEBUG": "false",
    "LOG_LEVEL": "ERROR",
    "RELEASE": "crawl",
    "API_RATE": "9999999/s",
    "EXPORTS_AT_ONCE": "9999",
    "EXPORTS_OF_ONE": "9999",
}


class FrozenClock:
    """Stands for ``django.utils.timezone.now``."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        """Return the frozen time."""
        return self.now

    def move(self) -> None:
        """Advance time by an hour, which is short enough for the login to stay valid."""
        self.now += timedelta(hours=1)


@contextmanager
def demonstration(root: Path, *, indexed: bool) -> Iterator[None]:
    """Run this process in the checkout at ``root``, with the register to crawl.

    ``indexed`` says whether lists are answered from the facet index. Time is frozen in the block.
    Can be entered only once in a process.
    """
    clock = FrozenClock()
    environment = ENVIRONMENT | {"FACET_INDEX": "true" if indexed else "false"}
    with (
        mock.patch("django.utils.timezone.now", clock),
        entered(root, "diplomacy.settings", environment),
    ):
        call_command("load_reference", stdout=io.StringIO())
        clock.move()
        call_command("load_demo", stdout=io.StringIO())
        _Desk(clock).change()
        _fix_epoch()
        yield


def _fix_epoch() -> None:
    """Give the register's clock an epoch that is the same in every crawl, if it has one at all."""
    model = apps.get_model("meetings", "RegisterClock")
    if any(field.name == "epoch" for field in model._meta.concrete_fields):
        model._base_manager.update(epoch="crawl")


class _Desk:
    """A reviewer who changes meetings of the demonstration, the first ones by public id."""

    def __init__(self, clock: FrozenClock) -> None:
        self.clock = clock
        self.meetings = apps.get_model("meetings", "Meeting")._base_manager.order_by("public_id")
        users = apps.get_model("auth", "User")._base_manager
        self.client = Client(SERVER_NAME=HOST)
        self.client.force_login(users.create(username="reviewer", is_staff=True, is_superuser=True))

    def change(self) -> None:
        """Withdraw, correct, extend, rename and redact meetings, and add old keys."""
        withdrawn, corrected, added, renamed, redacted = self.meetings[:5]
        self._post(withdrawn, "withdraw", note="It was entered twice.")
        self._publish(corrected, "correction", "The summary was wrong.", summary="They spoke.")
        self._publish(added, "addition", "", summary="They spoke at length.")
        self._publish(added, "source_revised", "", summary="They spoke briefly.")
        self._publish(renamed, "addition", "", title="Talks of another name")
        versions = apps.get_model("meetings", "Version")._base_manager
        for meeting in (corrected, redacted):
            versions.filter(record__public_id=meeting.public_id, number=1).update(
                redacted=True, redaction_reason="A name had to be protected."
            )
        self._old_keys(renamed.public_id)

    def _publish(self, meeting: Model, kind: str, note: str, **fields: str) -> None:
        self.meetings.filter(pk=meeting.pk).update(**fields)
        revision = self.meetings.values_list("revision", flat=True).get(pk=meeting.pk)
        self._post(meeting, "publish", revision=str(revision), kind=kind, note=note)

    def _post(self, meeting: Model, action: str, **values: str) -> None:
        self.clock.move()
        response = self.client.post(f"/admin/meetings/meeting/{meeting.pk}/{action}/", values)
        if response.status_code != 302:
            raise RuntimeError(f"The desk answers {response.status_code} to {action}.")

    def _old_keys(self, public_id: str) -> None:
        """Give a meeting and some entries an old key, which redirects to the current key."""
        addresses = apps.get_model("meetings", "Address")._base_manager
        record = apps.get_model("meetings", "Record")._base_manager.get(public_id=public_id)
        addresses.create(kind="meeting", key="0000000001", record=record, current=False)
        for kind, key, old in (
            ("actor", "CHN", "OLD"),
            ("person", "wang-yi", "old-name"),
            ("topic", "ukraine", "old-topic"),
        ):
            entry = addresses.get(kind=kind, key=key).entry
            addresses.create(kind=kind, key=old, entry=entry, current=False)
