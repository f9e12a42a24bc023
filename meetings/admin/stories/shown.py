"""What the page of a story shows, besides its worksheet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from meetings.admin.guard import tokens
from meetings.admin.guard.merging import Difference
from meetings.admin.guard.request import Change
from meetings.admin.problems import Problem
from meetings.desk import states
from meetings.intake.proposal import Reading
from meetings.intake.second import endpoint
from meetings.intake.worksheet import Worksheet
from meetings.models import Source, Story
from meetings.models.choices import STORIES_READ

from . import marking, merging
from .cards import Cards

TOKEN = "edit_token"  # noqa: S105 - the name of an input


@dataclass(frozen=True)
class Outcome:
    """Why a page is shown again: problems, or a colleague's changes with a sentence."""

    problems: Sequence[Problem] = ()
    differences: Sequence[Difference] = ()
    refusal: str = ""


def context_of(
    story: Story, reading: Reading, sheet: Worksheet, cards: Cards, outcome: Outcome
) -> dict[str, Any]:
    """Return the context of the template."""
    second_reader = endpoint.of_settings()
    background = [card for card in cards.cards if card.is_background]
    return {
        "story": story,
        "reading": reading,
        "pieces": marking.pieces(story.text, sheet, reading.body),
        "cards": cards,
        "reported": [card for card in cards.cards if not card.is_background],
        "background": background,
        "background_open": any(card.is_wanted for card in background),
        "known": _entered(cards.known()),
        "wanted": len(cards.all_wanted()),
        "mentioned": _mentioned(reading),
        "problems": outcome.problems,
        "desk": {
            "refusal": outcome.refusal,
            "changes": [_line(difference) for difference in outcome.differences],
            "who": str(story.worked_on_by or ""),
        },
        "token_name": TOKEN,
        "token": merging.sign(story.revision, sheet),
        "second_reader": second_reader.model if second_reader else "",
        "is_read": story.state in STORIES_READ,
    }


def allowed(user: User) -> dict[str, bool]:
    """Return which buttons a user has."""
    may_accept = user.has_perm("meetings.add_meeting")
    may_hand_in = may_accept and user.has_perm("meetings.submit_meeting")
    return {"may_accept": may_accept, "may_hand_in": may_hand_in}


def _line(difference: Difference) -> Change:
    """Return a difference as a line of the table of a colleague's changes."""
    label = f"{difference.key} {difference.field}".strip()
    return Change(
        label, tokens.display(difference.was), tokens.display(difference.theirs),
        tokens.display(difference.yours), difference.clash,
    )  # fmt: skip


def _entered(source: Source | None) -> dict[str, Any] | None:
    """Return a known source with when it was entered, and by whom, as far as that was kept."""
    if source is None:
        return None
    first = states.states_of(source).last()
    when = first.revision.date_created if first else None
    return {"source": source, "when": when, "who": first.revision.user if first else None}


def _mentioned(reading: Reading) -> list[str]:
    """Return the names found in a story, each once with how often."""
    counts = Counter(mention.label for mention in reading.mentions)
    return [f"{label} ({count})" if count > 1 else label for label, count in counts.most_common(60)]
