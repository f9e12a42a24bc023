"""What one process keeps of a state of the register, and transactions that read one state."""

import pytest
from django.db import DatabaseError, connection

from meetings.models.record import Stamp
from meetings.search import one_state


def test_a_result_is_kept_until_the_clock_or_the_epoch_moves() -> None:
    results = iter(["first", "second", "third"])
    kept = one_state.Kept(lambda: next(results))
    assert [kept.at(Stamp(1, "a")), kept.at(Stamp(1, "a"))] == ["first", "first"]
    assert [kept.at(Stamp(2, "a")), kept.at(Stamp(2, "a"))] == ["second", "second"]
    assert kept.at(Stamp(2, "b")) == "third"


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_cannot_be_ended_does_not_stay_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    execute = one_state._execute

    def lost(statement: str) -> None:
        if statement == "ROLLBACK":
            raise DatabaseError
        execute(statement)

    monkeypatch.setattr(one_state, "_execute", lost)
    closed = []
    monkeypatch.setattr(connection, "close", lambda: closed.append(True))
    with pytest.raises(LookupError), one_state.one_state():
        raise LookupError
    assert closed == [True]
    execute("ROLLBACK")
