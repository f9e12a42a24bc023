"""Publish changes from a separate process: ``python -m bench.asking.changes NUMBER``.

It changes the setting of the first meetings from talks to a brief encounter or back. Running it
twice restores the register, except for the versions and the clock.
"""

import os
import subprocess
import sys

from .serving import ROOT, production


def publish_changes(database: str, number: int) -> None:
    """Publish ``number`` changes, one by one as an editor does; return when all are public."""
    command = [sys.executable, "-m", "bench.asking.changes", str(number)]
    subprocess.run(command, cwd=ROOT, env=production(database), check=True)


def _toggle(number: int) -> None:
    from meetings.models import Meeting  # noqa: PLC0415
    from meetings.models.choices import Occurrence, Setting, Status  # noqa: PLC0415
    from meetings.publication.publish import publish  # noqa: PLC0415 - needs Django

    toggled = {Setting.TALKS.value: Setting.BRIEF, Setting.BRIEF.value: Setting.TALKS}
    meetings = Meeting.objects.filter(
        setting__in=toggled, status=Status.PUBLISHED, record__occurrence=Occurrence.HELD
    )
    for pk, setting in list(meetings.order_by("pk").values_list("pk", "setting")[:number]):
        Meeting.objects.filter(pk=pk).update(setting=toggled[setting])
        publish(pk, None)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    import django

    django.setup()
    _toggle(int(sys.argv[1]))
