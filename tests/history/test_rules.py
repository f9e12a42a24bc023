"""Rows of the lists as the rules of tools/history read them, with the reference data."""

import pytest

from tools.history.register import LeftOut, Register
from tools.history.trips import Trips
from tools.history.visits import Visits


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


def trip(
    register: Register, country: str, days: str, text: str
) -> dict[str, tuple[tuple[str, ...], tuple[str, str]]]:
    """Return the people met and the days of the meeting by actor."""
    first, _, last = days.partition("/")
    row = {"country": country, "country_iso2": "", "description": text}
    met = Trips(register).met_on(row, (first, last or first))
    return {party.actor: (tuple(party.people), days) for party, days, _ in met}


def people(register: Register, country: str, day: str, text: str) -> dict[str, list[str]]:
    """Return the people met, or their titles as reported, by actor."""
    met = trip(register, country, day, text)
    return {
        actor: [name if name.startswith("?") else name.split()[0] for name in names]
        for actor, (names, _) in met.items()
    }


def visit(country: str, days: str, person: str, role: str, text: str) -> dict[str, str]:
    first, _, last = days.partition("/")
    return {
        "person_country": country, "person": person, "role": role, "description": text,
        "first": first, "last": last or first,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("country", "day", "text", "met"),
    [
        # A king is no minister of the same dynasty, and is known by his first name.
        ("Bahrain", "2024-01-10", "Met with King Hamad bin Isa Al Khalifa.",
         {"BHR": ["hamad-ii-of-bahrain"]}),
        ("Saudi Arabia", "2014-01-05", "Met with King Abdullah bin Abdulaziz al-Said.",
         {"SAU": ["abdullah-of-saudi-arabia"]}),
        ("Qatar", "2017-07-13", "Met with Emir Tamim bin Hamad al-Thani.",
         {"QAT": ["tamim-bin-hamad-al-thani"]}),
        # A crown prince beside the king, but no deputy; with the state before the title.
        ("Saudi Arabia", "1997-09-13", "Met with King Fahd and Crown Prince Abdullah.",
         {"SAU": ["fahd-of-saudi-arabia", "abdullah-of-saudi-arabia"]}),
        ("Saudi Arabia", "2016-05-15",
         "Met with King Salman, Crown Prince Mohammed bin Nayef, and Deputy Crown Prince Salman.",
         {"SAU": ["salman-of-saudi-arabia", "?crown_prince:Crown Prince Mohammed bin Nayef"]}),
        ("United Arab Emirates", "2020-11-21",
         "Met with Abu Dhabi Crown Prince Mohammed bin Zayd.", {"ARE": ["mohamed-bin-zayed"]}),
        ("Morocco", "2022-03-29",
         "Met with Crown Prince of Abu Dhabi Sheikh Mohammed bin Zayed Al Nahyan.",
         {"ARE": ["mohamed-bin-zayed"]}),
        # A rank before the others: presidents and prime ministers of one name.
        ("Sri Lanka", "2020-10-27", "Met with President Rajapaksa.",
         {"LKA": ["gotabaya-rajapaksa"]}),
        ("Korea, Republic of", "1998-05-01", "Met with President Kim and officials.",
         {"KOR": ["kim-dae-jung"]}),
        # The state behind the name, and before the title.
        ("United Kingdom", "2007-10-18", "Met with King Abdullah II of Jordan.",
         {"JOR": ["abdullah-ii-of-jordan"]}),
        ("France", "1976-05-07", "Met with President Houphouet-Boigny of the Ivory Coast.",
         {"CIV": ["felix-houphouet-boigny"]}),
        ("Egypt", "2008-05-17", "Met with King Abdullah II of Jordan and Deputy Prime Minister X.",
         {"JOR": ["abdullah-ii-of-jordan"]}),
        ("United Kingdom", "2024-10-25",
         "Met with United Arab Emirates Foreign Minister Abdullah Bin Zayed Al Nahyan.",
         {"ARE": ["abdullah-bin-zayed"]}),
        # Nobody at the end of the world for somebody unknown here.
        ("Greece", "1959-12-14", "Met with King Paul.", {"GRC": ["?head_of_state:King Paul"]}),
        ("Korea, Republic of", "1973-11-16", "Met with Premier Kim.",
         {"KOR": ["?head_of_government:Premier Kim"]}),
        ("Morocco", "1959-12-22", "Met with King Mohammed V.", {"MAR": ["mohammed-v"]}),
        # Somebody of another state all the same.
        ("Palestinian Authority", "1998-12-14", "Met with Prime Minister Netanyahu.",
         {"ISR": ["benjamin-netanyahu"]}),
        ("Italy", "2021-10-29", "Met with President Emmanuel Macron.",
         {"FRA": ["emmanuel-macron"]}),
        ("Egypt", "1996-06-26", "Met with Chairman Arafat.", {"PSE": ["yasser-arafat"]}),
        ("Egypt", "1994-05-02", "Met with PLO Chairman Arafat.", {"PLO": ["yasser-arafat"]}),
        ("Switzerland", "1997-12-06", "Met with PLO Chairman Arafat.", {"PSE": ["yasser-arafat"]}),
        # Who acts for a minister is as reported, also where the minister is known.
        ("Vietnam", "2017-01-13", "Met with Acting Foreign Minister Bui Thanh Son.",
         {"VNM": ["?foreign_minister:Acting Foreign Minister Bui Thanh Son"]}),
        ("India", "2021-07-28", "Met with External Affairs Minister Dr. S. Jaishankar.",
         {"IND": ["subrahmanyam-jaishankar"]}),
    ],
)  # fmt: skip
def test_somebody_met_is_the_holder_whom_the_title_means(
    register: Register, country: str, day: str, text: str, met: dict[str, list[str]]
) -> None:
    assert people(register, country, day, text) == met


@pytest.mark.parametrize(
    ("country", "day", "text"),
    [
        # Titles of bodies that are no state.
        ("Bosnia-Herzegovina", "1997-06-01", "Met with Bosnian Serb President Plavsic."),
        ("United Kingdom", "1991-01-06", "Discussed the crisis with EC Chairman Poos."),
        ("China, People’s Republic of", "2009-11-15",
         "Met with National People’s Congress Chairman Wu."),
        # The dead, and the meetings of the President.
        ("Vietnam", "2024-07-27",
         "Met with the family of General Secretary Nguyễn Phú Trọng."),
        ("France", "1990-11-17",
         "Joined President Bush for meetings with Soviet President Gorbachev."),
    ],
)  # fmt: skip
def test_nobody_is_met(register: Register, country: str, day: str, text: str) -> None:
    with pytest.raises(LeftOut):
        people(register, country, day, text)


def test_a_day_behind_a_name_is_the_day_of_the_meeting(register: Register) -> None:
    text = (
        "Met with President Hu of China, July 16; and President Lula of Brazil and Prime "
        "Minister Singh of India, July 17."
    )
    met = trip(register, "Russia", "2006-07-14/2006-07-17", text)
    assert met["CHN"] == (("hu-jintao chn-president",), ("2006-07-16", "2006-07-16"))
    assert met["BRA"][1] == met["IND"][1] == ("2006-07-17", "2006-07-17")
    text = "Summit Meeting (November 19-21) with Soviet General Secretary Gorbachev."
    met = trip(register, "Switzerland", "1985-11-16/1985-11-21", text)
    assert met["SUN"][1] == ("1985-11-19", "1985-11-21")


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (visit("BH", "2001-05-07", "Sheikh Hamad bin Isa al-Khalifa", "Emir", "Working visit."),
         ["hamad-ii-of-bahrain"]),
        (visit("SU", "1973-06-18", "Secretary Leonid I. Brezhnev", "General", "Official visit."),
         ["leonid-brezhnev"]),
        (visit("PK", "1985-10-23", "Muhammad Zia ul-Haq", "President", "State visit."),
         ["muhammad-zia-ul-haq"]),
        (visit("MA", "2002-04-23", "Mohamed VI", "King", "Working visit."), ["mohammed-vi"]),
        (visit("SA", "2018-03-20", "Mohammed bin Salman", "Crown Prince", "Working Visit."),
         ["mohammed-bin-salman"]),
        (visit("PL", "2024-03-12", "Andrzej Duda and Prime Minister Donald Tusk", "President",
               "Working Visit."), ["andrzej-duda", "donald-tusk"]),
    ],
)  # fmt: skip
def test_a_visitor_is_the_holder_whom_the_role_means(
    register: Register, row: dict[str, str], met: list[str]
) -> None:
    ((party, _, _),) = Visits(register).met_on(row, (row["first"], row["last"]))
    assert [name.split()[0] for name in party.people] == met


@pytest.mark.parametrize(
    "row",
    [
        visit("PK", "1953-11-08", "Ghulam Mohammed", "Governor General", "Official visit."),
        visit("AU", "1952-12-17", "Menzies", "Prime Minister",
              "Met with President-elect Eisenhower in New York City."),
        visit("NL", "1981-03-31", "Andreas A. M. van Agt", "Prime Minister",
              "Official working visit. Met with Vice President Bush."),
        visit("BW", "1995-10-19", "Ketumile Masire", "President",
              "Attended Africare dinner with President Clinton."),
        visit("PK", "2006-09-27", "Hamid Karzai", "President",
              "Private visit. Met with President Musharraf."),
    ],
)  # fmt: skip
def test_the_president_met_nobody(register: Register, row: dict[str, str]) -> None:
    with pytest.raises(LeftOut):
        list(Visits(register).met_on(row, (row["first"], row["last"])))


@pytest.mark.parametrize(
    ("days", "text", "met"),
    [
        ("1957-12-16/1957-12-28", "Private visit. Met with President Eisenhower December 23.",
         "1957-12-23"),
        ("2003-09-15/2003-09-19", "Met with President Bush at Camp David Sept. 18–19.",
         "2003-09-18/2003-09-19"),
        ("2001-04-08/2001-04-09",
         "Met with President Bush April 9 after peace talks beginning April 8.", "2001-04-09"),
        ("1975-10-27/1975-11-05",
         "State visit; also met with President Ford in Jacksonville on November 2.",
         "1975-10-27/1975-11-05"),
        ("1995-10-04/1995-10-08", "Working visit. Addressed Congress October 5.",
         "1995-10-04/1995-10-08"),
    ],
)  # fmt: skip
def test_a_day_named_with_the_president_is_the_day_of_the_meeting(
    register: Register, days: str, text: str, met: str
) -> None:
    row = visit("JO", days, "Hussein", "King", text)
    if days > "1999-02-07":
        row["person"] = "Abdullah II"
    ((_, (first, last), _),) = Visits(register).met_on(row, (row["first"], row["last"]))
    assert (first, last) == (met.partition("/")[0], met.rpartition("/")[2])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Working visit.", "washington"),
        ("State visit; visited New York City.", "washington"),
        ("Official visit. Arrived in Los Angeles April 6. Later visited Chicago.", "washington"),
        ("Met with President Clinton during a private visit.", "washington"),
        (
            "Met with President Clinton in Washington while attending UN General Assembly.",
            "washington",
        ),
        ("Met with President Clinton at the U.N. General Assembly in New York City.", "new-york"),
        ("Met with President Clinton at the U.N. General Assembly.", "new-york"),
        ("Met with President Clinton in Newark, NJ; addressed the U.N. General Assembly.", ""),
        ("Summit meeting with President Clinton at Hyde Park, New York.", "hyde-park"),
        (
            "Met with President Clinton during a private visit to Kennebunkport (Me.).",
            "kennebunkport",
        ),
        ("Working visit at Crawford, TX.", "crawford-texas"),
        ("Official working visit in Milwaukee and Washington, D.C.", ""),
        ("Official visit. Conferred with President Clinton in Honolulu.", "honolulu"),
        (
            "Met with President Clinton at the G-8 Economic Summit at Sea Island, Georgia.",
            "sea-island",
        ),
        ("Met with President Clinton in Washington, D.C., and Crawford, Texas.", ""),
        ("Private visit. Addressed U.N. General Assembly. Met with President Clinton.", ""),
    ],
)
def test_the_place_is_that_of_the_meeting_with_the_president(
    register: Register, text: str, place: str
) -> None:
    row = visit("JO", "1995-10-04/1995-10-04", "Hussein", "King", text)
    assert Visits(register).place(row, (row["first"], row["last"])) == place
