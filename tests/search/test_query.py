"""The canonical query string: one selection, one spelling."""

from meetings.search.query import Query


def test_values_are_sorted_once_each_and_defaults_left_out() -> None:
    query = Query.of(
        {
            "page": ["1"],
            "occurrence": ["held"],
            "country": ["RUS", "CHN", "RUS"],
            "summit": ["g20"],
            "utm_source": ["mail"],
        }
    )
    assert query.encoded == "country=CHN&country=RUS&summit=g20"


def test_a_plus_sign_is_spelt_out() -> None:
    assert Query.of({"sides": ["4+"]}).encoded == "sides=4%2B"


def test_a_changed_filter_drops_the_page() -> None:
    query = Query.of({"country": ["CHN", "RUS"], "page": ["7"], "sort": ["oldest"]})
    assert query.without("country", "RUS").encoded == "country=CHN&sort=oldest"
    assert query.without("country").encoded == "sort=oldest"
    assert query.including("topic", "ukraine").encoded == (
        "country=CHN&country=RUS&topic=ukraine&sort=oldest"
    )
    assert query.on_page(8).encoded == "country=CHN&country=RUS&sort=oldest&page=8"


def test_a_single_valued_parameter_is_replaced() -> None:
    assert Query.of({"from": ["2020"]}).including("from", "2021").encoded == "from=2021"


def test_including_a_value_beside_the_default_replaces_the_default() -> None:
    assert Query().including("occurrence", "denied").encoded == "occurrence=denied"
    assert Query().get("occurrence") == ("held",)


def test_a_query_that_only_presents_selects_everything() -> None:
    assert not Query.of({"sort": ["oldest"], "page": ["2"]})
    assert Query.of({"from": ["2020"]})
