"""A small historic register: its tables in a folder, and the people that they name."""

from pathlib import Path

import pytest

from meetings.models import Place
from meetings.models.choices import Rank
from tests.drafts import holder, state

MEETINGS = """\
key,start,end,place,person,office,actor,counterparts,source
travel-1,1906-08-10,1906-08-13,,elihu-root,usa-secretary-of-state,URY,\
?head_of_state:President Batlle|?foreign_minister:Foreign Minister Romeu,https://lists.example/root
travel-2,1986-10-09,1986-10-12,reykjavik,ronald-reagan,usa-president,SUN,\
mikhail-gorbachev sun-general-secretary,https://lists.example/reagan
visit-3,1987-12-08,1987-12-08,,ronald-reagan,usa-president,SUN,\
mikhail-gorbachev sun-general-secretary,https://lists.example/russia
"""
SOURCES = """\
url,title
https://lists.example/root,Elihu Root - Travels
https://lists.example/reagan,Ronald Reagan - Travels
https://lists.example/russia,Visits of Russia
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the tables, and make what they name."""
    (tmp_path / "meetings.csv").write_text(MEETINGS)
    (tmp_path / "sources.csv").write_text(SOURCES)
    usa, soviet = state("USA", "United States"), state("SUN", "Soviet Union")
    state("URY", "Uruguay")
    Place.objects.create(name="Reykjavik", slug="reykjavik", state=state("ISL", "Iceland"))
    holder(usa, "Elihu Root", "Secretary of State", Rank.FOREIGN_MINISTER, "1905")
    holder(usa, "Ronald Reagan", "President", Rank.HEAD_OF_STATE, "1981-01-20")
    holder(soviet, "Mikhail Gorbachev", "General Secretary", Rank.PARTY_LEADER, "1985-03-11")
    return tmp_path


def replace(folder: Path, old: str, new: str) -> None:
    """Replace a text in the table of meetings, which has to have it."""
    path = folder / "meetings.csv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
