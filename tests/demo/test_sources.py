"""The table of demonstration sources in the documents names every source."""

import re
from pathlib import Path

from meetings.demo.files import read_demo

TABLE = Path(__file__).parents[2] / "docs" / "demonstration-sources.md"


def test_the_documents_say_what_was_found_at_every_address() -> None:
    listed = re.findall(r"^\| <(\S+)> \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    demo = read_demo()
    addresses = {item.content.url for item in demo.sources.values()}
    for meetings in demo.meetings.values():
        for meeting in meetings:
            reports = [*meeting.content.reports]
            reports += [
                row for version in meeting.content.versions for row in version.get("reports", ())
            ]
            described = [report["source"] for report in reports]
            addresses |= {source["url"] for source in described if isinstance(source, dict)}
    assert len(listed) == len(set(listed))
    assert set(listed) == addresses
