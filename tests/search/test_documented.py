"""The tables of parameters in the documents."""

from meetings.search import documented


def test_every_parameter_is_a_row_with_its_values() -> None:
    rows = documented.parameter_table().splitlines()
    assert rows[:2] == ["| Parameter | Means |", "|---|---|"]
    assert "| `channel` | `in_person`, `call` or `video` |" in rows
    assert "| `per_page` | `25` (default), `50` or `100`, on the list and in the API |" in rows
    assert "| `to` | Last day, likewise; `to=2024` is the whole year |" in rows
    assert rows[-2:] == [
        "",
        "`country`, `organisation`, `person` and `topic` are governed by `match`.",
    ]
    assert len(rows) == 2 + 25 + 2


def test_keys_stand_with_what_they_mean() -> None:
    head, line, own, *rows = documented.key_table().splitlines()
    assert (head, line) == ("| Key | Means |", "|---|---|")
    assert own.startswith("| `country:` `organisation:` `person:` `topic:` `match:` `summit:` ")
    assert own.endswith(
        " `from:` `to:` `dates:` `sort:` | "
        "[the parameter of that name](api.md#parameters-of-a-selection) |"
    )
    assert rows == [
        "| `org:` `organization:` | `organisation` |",
        "| `about:` | `topic` |",
        "| `in:` | `host` |",
        "| `source:` | `publisher` |",
        "| `language:` | `source_language` |",
        "| `after:` `since:` | `from` |",
        "| `year:` `date:` | `from` and `to` at once |",
        "| `before:` `until:` | `to` |",
        "| `with:` | `country`, `organisation` or `person`, whoever has it |",
        "| `is:` | a state of the meeting, see below |",
    ]


def test_states_stand_with_their_parameter() -> None:
    assert documented.state_table().splitlines()[2:] == [
        "| `in-person` `call` `video` `phone` (`call`) | `channel` |",
        (
            "| `talks` `brief-encounter` `meal` `reception` `plenary` `ceremony` "
            "`brief` (`brief_encounter`) | `setting` |"
        ),
        "| `bilateral` (`2`) `trilateral` (`3`) `multilateral` (`4+`) | `sides` |",
        "| `leaders` `foreign-ministers` `ministers` `officials` | `level` |",
        (
            "| `announced` `postponed` `called-off` `held` `denied` `disputed` "
            "`cancelled` (`called_off`) | `occurrence` |"
        ),
        "| `checked` (`yes`) `unchecked` (`no`) | `checked` |",
    ]
