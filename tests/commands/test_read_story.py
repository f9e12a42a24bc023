"""Readings on the command line, by the rules or by a model."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from meetings.intake.proposal import Reader
from meetings.intake.stored import from_outside
from tests.gazetteer import STORY
from tests.story_model import KEY, says, serving, serving_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A file with a story."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def output(capsys: pytest.CaptureFixture[str], story: Path, *options: str) -> str:
    call_command("read_story", story, *options)
    return capsys.readouterr().out


def test_the_rules_read_unless_a_model_is_asked_for(
    capsys: pytest.CaptureFixture[str], story: Path, settings: Settings
) -> None:
    with serving(says({"meetings": [], "quotations": []})) as place:
        settings.STORY_MODEL_URL, settings.STORY_MODEL_NAME = place.url, "small"
        assert "\nRead by: the rules\n" in output(capsys, story)
        assert serving_at(place).asked == []


def test_a_model_reads_where_it_is_asked_for(
    capsys: pytest.CaptureFixture[str], story: Path, settings: Settings
) -> None:
    with serving(says({"meetings": [], "quotations": []})) as place:
        settings.STORY_MODEL_URL, settings.STORY_MODEL_NAME = place.url, "small"
        settings.STORY_MODEL_KEY = KEY
        written = output(capsys, story, "--reader", "model", "--format", "json")
        assert serving_at(place).asked[0]["key"] == f"Bearer {KEY}"
    reading = from_outside(json.loads(written), STORY)
    assert (reading.reader, reading.model, reading.meetings) == (Reader.MODEL, "small", [])


def test_without_an_endpoint_a_model_cannot_be_asked_for(story: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("read_story", story, "--reader", "model")
    assert str(refused.value) == (
        "There is no second reader: STORY_MODEL_URL and STORY_MODEL_NAME name no endpoint."
    )


def test_the_form_of_proposals_and_that_of_the_measure(
    capsys: pytest.CaptureFixture[str], story: Path
) -> None:
    (form,) = output(capsys, story, "--format", "json").splitlines()
    assert from_outside(json.loads(form), STORY).reader == Reader.RULES
    (measure,) = output(capsys, story, "--format", "jsonl").splitlines()
    assert sorted(json.loads(measure)) == ["language", "meetings", "statements"]
