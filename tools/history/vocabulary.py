"""Words of the lists: names of countries, adjectives for them, titles of office, days.

Values are codes of actors and ranks of offices, as in the reference data.
"""

import datetime
import re
from collections.abc import Iterator

# Countries of the lists whose names are not ours.
COUNTRIES = {
    "U.S.S.R.": "SUN", "Korea, Republic of": "KOR", "Korea, South": "KOR", "Korea, North": "PRK",
    "Germany, Federal Republic of": "DEU", "German Democratic Republic": "DDR", "Turkey": "TUR",
    "Republic of China": "TWN", "China, People’s Republic of": "CHN", "Burma": "MMR",
    "Burma (Myanmar)": "MMR", "Vatican City": "VAT", "Ceylon": "LKA", "Brunei Darussalam": "BRN",
    "Democratic Republic of the Congo (Zaire)": "COD", "Congo, Democratic Republic of": "COD",
    "Southern Rhodesia (Zimbabwe)": "ZWE", "St. Lucia": "LCA", "Cote d'Ivoire": "CIV",
    "Western Samoa": "WSM", "Kirghizia": "KGZ", "Kyrgyz Republic": "KGZ", "Byelorussia": "BLR",
    "Czech Republic": "CZE", "Palestinian Authority": "PSE", "West Bank": "PSE",
    "Bosnia-Herzegovina": "BIH", "Bosnia": "BIH", "Cape Verde": "CPV", "Timor Leste": "TLS",
    "Macedonia, Former Yugoslav Republic of": "MKD", "Micronesia, Federated States of": "FSM",
    "Denmark (Greenland)": "DNK", "United Kingdom (Northern Ireland)": "GBR",
    "United Kingdom (Wales)": "GBR", "Serbia-Montenegro (Kosovo)": "XKX",
    "Yugoslavia (Kosovo)": "XKX", "Great Britain": "GBR", "Soviet Union": "SUN",
    "South Korea": "KOR", "North Korea": "PRK", "Macedonia": "MKD", "West Germany": "DEU",
    "Ivory Coast": "CIV",
}  # fmt: skip
# Words for a country before a title, beside the demonyms of the reference data.
ADJECTIVES = {
    "Soviet": "SUN", "British": "GBR", "UK": "GBR", "Palestinian": "PSE", "West German": "DEU",
    "East German": "DDR", "Palestinian Authority": "PSE", "Chinese": "CHN", "Saudi": "SAU",
    "Saudi Arabian": "SAU", "South Korean": "KOR", "Korean": "KOR", "North Korean": "PRK",
    "South Vietnamese": "XVS", "Turkish": "TUR", "NATO": "NATO", "UN": "UN", "EU": "EU",
    "United Nations": "UN", "European Council": "EU", "European Commission": "EU",
    "European Union": "EU", "OAS": "OAS", "ASEAN": "ASEAN", "PLO": "PLO", "Argentine": "ARG",
    "Philippine": "PHL", "Filipino": "PHL", "Czech": "CZE", "Kosovar": "XKX", "Kosovo": "XKX",
    "Yugoslav": "YUG", "Swazi": "SWZ", "Czechoslovak": "CSK", "African Union": "AU",
    "Iraqi": "IRQ", "Thai": "THA", "New Zealand": "NZL", "CARICOM": "CARICOM",
    "Arab League": "LAS", "UAE": "ARE", "Emirati": "ARE", "OECD": "OECD",
    "Russian Federation": "RUS", "Papal": "VAT", "Vatican": "VAT", "Kyrgyz": "KGZ",
    "Kazakhstani": "KAZ", "Somalian": "SOM", "Abu Dhabi": "ARE",
}  # fmt: skip
# Present-day codes that stood for another actor in some years: code, first day, end, actor.
# Arafat spoke for the Palestinian Authority from the day on which it began its work.
FORMER_ACTORS = (
    ("VNM", "1955", "1975-05", "XVS"),
    ("RUS", "1922-12-30", "1991-12-26", "SUN"),
    ("YUG", "1992-04-27", "2006-06-05", "SCG"),
    ("SRB", "1992-04-27", "2006-06-05", "SCG"),
    ("CSK", "1993", "9999", "CZE"),
    ("SUN", "1991-12-26", "9999", "RUS"),
    ("PLO", "1994-07-05", "9999", "PSE"),
)
# Titles -> the ranks that each may stand for, the likeliest first.
HEADS = ("head_of_state", "head_of_government", "party_leader")
_STATE, _GOVERNMENT, _FOREIGN = ("head_of_state",), ("head_of_government",), ("foreign_minister",)
_PARTY = ("party_leader", "head_of_state", "head_of_government")
_HEIR = ("crown_prince",)
MONARCHS = {
    "King", "Queen", "Emperor", "Shah", "Sultan", "Emir", "Amir", "Pope", "Grand Duke",
    "Grand Duchess",
}  # fmt: skip
# Titles of those known by their first names.
ROYALTY = MONARCHS | {"Crown Prince"}
TITLES = {
    "Prime Minister": _GOVERNMENT,
    "Premier": _GOVERNMENT,
    "Chancellor": _GOVERNMENT,
    "Taoiseach": _GOVERNMENT,
    "Interim Prime Minister": _GOVERNMENT,
    "Acting Prime Minister": _GOVERNMENT,
    "President": HEADS,
    "Acting President": HEADS,
    "Interim President": HEADS,
    "General Secretary": _PARTY,
    "Chairman": _PARTY,
    "Secretary General": ("head_of_organisation",),
    "Secretary-General": ("head_of_organisation",),
    "Foreign Minister": _FOREIGN,
    "Foreign Secretary": _FOREIGN,
    "External Affairs Minister": _FOREIGN,
    "Minister of Foreign Affairs": _FOREIGN,
    "Foreign Affairs Minister": _FOREIGN,
    "Foreign Minster": _FOREIGN,
    "Secretary of Foreign Affairs": _FOREIGN,
    "Acting Foreign Minister": _FOREIGN,
    "Crown Prince": _HEIR,
    "Crown Prince of Abu Dhabi": _HEIR,
    **dict.fromkeys(MONARCHS, _STATE),
}
# Titles of visitors alone, beside those above.
RANKS = TITLES | {
    "First Secretary": _PARTY,
    "Vice Premier": ("minister",),
    "Federal Chancellor": _GOVERNMENT,
    "Head of State": _STATE,
    "Lieutenant General": _STATE,
    "Prince": _STATE,
}
# Who acts for a minister is not the holder whom the terms have.
NEVER_MATCHED = {"Acting Foreign Minister"}
_TITLE = "|".join(sorted(map(re.escape, TITLES), key=len, reverse=True))
_NAME = (
    r"(?:(?:de|del|de la|da|dos|do|di|van|von|der|den|al|bin|ibn|el|le|la|ter|zu|af)[ -])*"
    r"[A-ZÀ-ÖØ-ÞŠŽĐČĆİ][\w’'.-]*"
)
_NAMES = rf"{_NAME}(?: {_NAME})*"
# Title and name, and the country in “President Lula of Brazil”.
PERSON = re.compile(
    rf"\b(?P<title>{_TITLE}) (?P<name>{_NAMES})"
    r"(?=(?: of (?:the )?(?P<of>[A-Z][\w’'-]*(?: (?:and )?[A-Z][\w’'-]*)*))?)"
)
# “Anwar Sadat, Prime Minister Mustafa Khalil”: a visitor of the lists who is two.
NEXT_VISITOR = re.compile(rf"(?:, and|,| and) (?=(?:{_TITLE}) [A-Z])")
ABBREVIATION = re.compile(r"\b([A-Z])\.")

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]}|t)?" for month in _MONTHS)
MONTH_AND_DOT = re.compile(rf"\b({_MONTH})\.")
DATE = re.compile(
    rf"\b(?P<month>{_MONTH}) (?P<day>\d\d?)\b"
    rf"(?: ?(?:[–-]|and|to) ?(?:(?P<last_month>{_MONTH}) )?(?P<last>\d\d?)\b)?"
)


def dated_actor(code: str, first: str) -> str:
    """Return the actor that a code of the lists stood for on the day."""
    for present, start, end, actor in FORMER_ACTORS:
        if code == present and start <= first < end:
            return actor
    return code


def day_in(text: str, stay: tuple[str, str]) -> tuple[str, str] | None:
    """Return first and last day of the first date in a text, if it lies in the days of a stay."""
    date = DATE.search(text)
    if not date:
        return None
    month = date["month"]
    first = _day_of(month, date["day"], stay)
    last = _day_of(date["last_month"] or month, date["last"] or date["day"], stay)
    return (first, last) if first and last and first <= last else None


def _day_of(month: str, day: str, stay: tuple[str, str]) -> str:
    number = next(place for place, name in enumerate(_MONTHS, 1) if name[:3] == month[:3])
    for year in _years(stay):
        text = f"{year}-{number:02}-{int(day):02}"
        if stay[0] <= text <= stay[1]:
            return datetime.date.fromisoformat(text).isoformat()
    return ""


def _years(stay: tuple[str, str]) -> Iterator[str]:
    yield from sorted({stay[0][:4], stay[1][:4]})
