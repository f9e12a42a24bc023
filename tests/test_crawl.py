"""What the register answers at every public address is what it answered before."""

import json
from pathlib import Path

import pytest

from tests.processes import ROOT, run_python
from tools.crawling import manifest

KEPT = ROOT / "tests" / "crawl.json"
CHANGED = """These families of addresses answer otherwise than {kept} has it:
{families}
To see what: python tools/crawl.py --out MANIFEST --keep DIR, here and at the commit before,
then python tools/crawl.py --compare MANIFEST MANIFEST.
If the change is meant: make crawl-accept."""


@pytest.mark.thorough
def test_every_public_address_answers_as_before(tmp_path: Path) -> None:
    out = tmp_path / "manifest"
    done = run_python("tools/crawl.py", "--out", str(out), environment={})
    assert done.returncode == 0, done.stderr
    answers = manifest.read(out)
    failed = [answer.address for answer in answers if answer.status >= 500]
    assert failed == []
    changed = changed_families(json.loads(KEPT.read_text()), manifest.families(answers))
    assert changed == [], CHANGED.format(
        kept=KEPT.relative_to(ROOT), families="\n".join(f"  {line}" for line in changed)
    )


def changed_families(
    before: dict[str, manifest.Family], after: dict[str, manifest.Family]
) -> list[str]:
    """Return a line for each family that differs: its name, and what became of it."""
    lines = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            lines.append(f"{name}: {'new' if old is None else 'gone'}")
        elif old["count"] != new["count"]:
            lines.append(f"{name}: {old['count']} addresses became {new['count']}")
        elif old != new:
            lines.append(f"{name}: some of {new['count']} addresses answer otherwise")
    return lines


def test_what_changed_is_said_by_family() -> None:
    def family(count: int, digest: str) -> manifest.Family:
        return {"count": count, "sha256": digest}

    before = {"/a": family(1, "x"), "/b": family(2, "x"), "/c": family(3, "x"), "/d": family(1, "")}
    after = {"/a": family(1, "x"), "/b": family(3, "y"), "/c": family(3, "y"), "/e": family(1, "")}
    assert changed_families(before, after) == [
        "/b: 2 addresses became 3",
        "/c: some of 3 addresses answer otherwise",
        "/d: gone",
        "/e: new",
    ]
