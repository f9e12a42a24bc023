"""Upgrades of stored snapshots to the next schema.

An upgrade states the rules of its own time and is never changed: ``publication.rules`` may change
again, and what an old version says must not change with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Stored = Mapping[str, Any]

# The level of each rank in schema 2, from the highest group.
_LEADERS = "leaders"
_RANKS = {
    _LEADERS: (
        "head_of_state",
        "head_of_government",
        "party_leader",
        "deputy_head_of_state",
        "crown_prince",
        "head_of_organisation",
    ),
    "foreign_ministers": ("foreign_minister",),
    "ministers": ("minister", "speaker", "security_adviser"),
    "officials": ("deputy_minister", "envoy", "senior_official", "ambassador"),
}
_LEVELS = tuple(_RANKS)
_POSITION = {rank: position for position, ranks in enumerate(_RANKS.values()) for rank in ranks}
# What reports have to agree in to be one text.
_SAME = ("source", "extent", "attribution", "attributed_to", "occurrence", "date", "summary")


def several_voices(stored: Stored) -> Stored:
    """Upgrade schema 1: a report gets ``voices``; level and accounts follow the rules of 2.

    In schema 1 a joint text was one report for each voice. Reports of one source that say the same
    become one report with all their voices. Everything else stays as it was frozen.
    """
    if "content" not in stored:
        return {**stored, "schema": 2}
    content, derived = stored["content"], stored["derived"]
    reports = list(_joined(content["reports"]))
    return {
        **stored,
        "schema": 2,
        "content": {**content, "reports": reports},
        "derived": {
            **derived,
            "level": _level(content["participations"], derived["sides"]),
            "accounts": _accounts(reports, derived["sides"]),
        },
    }


def _joined(reports: Sequence[Stored]) -> Iterator[Stored]:
    """Yield the reports with ``voices``; those that say the same are one."""
    texts: list[list[Stored]] = []
    for report in reports:
        same = (text for text in texts if says_the_same(text, report))
        if (text := next(same, None)) is not None:
            text.append(report)
        else:
            texts.append([report])
    for text in texts:
        first = next((report for report in text if report["statements"]), text[0])
        voices = sorted({report["voice"] for report in text if report["voice"]})
        rest = {name: value for name, value in first.items() if name not in ("source", "voice")}
        yield {"source": first["source"], "voices": voices, **rest}


def says_the_same(text: Sequence[Stored], report: Stored) -> bool:
    """Whether ``report`` is one more voice of the joint text that ``text`` records.

    Only one of them need have the quotations, which were often entered once. Relayed accounts
    without any words are two accounts: that nothing is recorded of them is no joint text.
    """
    first = text[0]
    if not (first["voice"] and report["voice"]) or any(
        first[name] != report[name] for name in (*_SAME, "capture")
    ):
        return False
    if _topics(first) != _topics(report):
        return False
    quoted = {
        tuple(map(_key, other["statements"])) for other in (*text, report) if other["statements"]
    }
    says = first["summary"] or first["topics"] or quoted
    return len(quoted) <= 1 and bool(says or first["extent"] != "relayed")


def _topics(report: Stored) -> list[tuple[tuple[str, Any], ...]]:
    return sorted(map(_key, report["topics"]))


def _key(row: Stored) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted((name, str(value)) for name, value in row.items()))


def _level(participations: Sequence[Stored], sides: Sequence[Stored]) -> str:
    unknown = len(_LEVELS)
    highest = []
    for side in sides:
        seated = [participations[index] for index in side["participations"]]
        principals = [row for row in seated if row["role"] != "delegation"] or seated
        highest.append(min(_POSITION.get(row["rank"], unknown) for row in principals))
    # The second of the sides, with unknown ranks taken as the lowest and as the highest.
    lowest, best = (
        sorted(highest)[1:2],
        sorted(0 if position == unknown else position for position in highest)[1:2],
    )
    settled = lowest == best and lowest and lowest[0] < unknown
    return _LEVELS[lowest[0]] if settled else ""


def _accounts(reports: Sequence[Stored], sides: Sequence[Stored]) -> Stored:
    side_of = {code: side["number"] for side in sides for code in side["actors"]}
    own: dict[str, int] = {}
    joint_sides = 0
    for report in reports:
        parties = {side_of.get(code, code) for code in report["voices"]}
        heard = parties.intersection(side_of.values())
        if len(parties) > 1:
            joint_sides = max(joint_sides, len(heard))
        elif heard:
            own.update((code, side_of[code]) for code in report["voices"])
    heard_sides = len(set(own.values()))
    return {
        "value": _value({row["occurrence"] for row in reports}, heard_sides, sides, joint_sides),
        "voices": [code for side in sides for code in side["actors"] if code in own],
        "sides_heard": heard_sides,
        "sides": len(sides),
        "joint_sides": joint_sides,
    }


def _value(words: set[str], heard: int, sides: Sequence[Stored], joint_sides: int) -> str:
    if {"held", "denied"} <= words:
        return "disputed"
    if heard:
        return "all_sides" if heard == len(sides) else "some_sides" if heard > 1 else "one_side"
    return "joint_text" if joint_sides else "third_party"


def checked_by_an_editor(stored: Stored) -> Stored:
    """Upgrade schema 2: nothing was imported then, so an editor had entered every meeting."""
    if "content" not in stored:
        return {**stored, "schema": 3}
    return {**stored, "schema": 3, "content": {"checked": True, **stored["content"]}}
