"""Format the measurements as tables in Markdown."""

from collections.abc import Iterable, Mapping, Sequence

from .lists import Measured, Results
from .measure import Timings
from .questions import PageQuestion, Question
from .serving import Memory
from .workers import Built, Followed, Streamed


def list_table(
    questions: Sequence[Question], numbers: Mapping[str, int], sidelines: Mapping[str, Results]
) -> str:
    """Return the times of lists, by database."""
    rows = []
    for question in questions:
        row = [question.name, f"{numbers[question.name]:,}", _targets(question)]
        for results in sidelines.values():
            measured = results.by_name[question.name]
            row += [_times(measured.one) + _mark(measured.one, question), _times(measured.eight)]
        rows.append(row)
    return _table(["list", "meetings", "target", *_columns(sidelines)], rows)


def peer_table(questions: Sequence[Question], ours: Results, theirs: Mapping[str, Results]) -> str:
    """Return medians of Sidelines and of the peer, with their ratio."""
    rows = []
    for question in questions:
        if not question.for_peer:
            continue
        mine = ours.by_name[question.name]
        row = [question.name, f"{mine.one.median:,.0f}"]
        for results in theirs.values():
            row += _beside(mine, results.by_name[question.name])
        rows.append(row)
    head = [
        text for name in theirs for text in (f"{name} (samples)", "ratio", "eight at once", "ratio")
    ]
    return _table(["list", "Sidelines", *head], rows)


def page_table(questions: Sequence[PageQuestion], sidelines: Mapping[str, Results]) -> str:
    """Return the times of single pages, by database."""
    rows = []
    for question in questions:
        row = [question.name, f"{question.median:,.0f}"]
        for results in sidelines.values():
            measured = results.by_name[question.name]
            slow = " ✗" if measured.one.median > question.median else ""
            row += [_times(measured.one) + slow, _times(measured.eight)]
        rows.append(row)
    return _table(["page", "target", *_columns(sidelines)], rows)


def worker_lines(
    bare: Iterable[Memory],
    built: Iterable[Built],
    after_one: Sequence[Followed],
    after_hundred: Sequence[Followed],
    streams: Iterable[tuple[str, Streamed]],
    memory: Iterable[Memory],
) -> list[str]:
    """Return lines about the other work of workers: memory, indexes, changes, streams."""
    lines = [f"- worker without index: {_memory(usage)}" for usage in bare]
    lines += [
        f"- index built in {index.seconds:.1f} s; worker with it: "
        f"{_memory(index.memory)}, at the peak of building {index.memory.peak:.0f} MiB"
        for index in built
    ]
    lines += [_followed(after_one), _followed(after_hundred)]
    lines += [
        f"- {name}: {table.rows:,} rows in {table.seconds:.1f} s, "
        f"{table.rows / table.seconds:,.0f} rows/s; workers {_peaks(table.before)} MiB before, "
        f"{_peaks(table.after)} MiB at most meanwhile, their shares {_shares(table.after)}"
        for name, table in streams
    ]
    return [*lines, f"- workers at the end: {_peaks(memory)} MiB at most"]


def _memory(memory: Memory) -> str:
    return f"{memory.resident:.0f} MiB (its share {memory.share:.0f})"


def _followed(times: Sequence[Followed]) -> str:
    delays = [response.first - response.usual for response in times]
    return (
        f"- the next response of every worker after {times[0].changes} published "
        f"change{'s' * (times[0].changes > 1)} showed them, and took {_middle(delays):.0f} ms more "
        f"than usual ({max(delays):.0f} at most, of {len(delays)})"
    )


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _peaks(memory: Iterable[Memory]) -> str:
    return " and ".join(f"{worker.peak:.0f}" for worker in memory)


def _shares(memory: Iterable[Memory]) -> str:
    return " and ".join(f"{worker.share:.0f}" for worker in memory)


def _columns(names: Iterable[str]) -> list[str]:
    return [text for name in names for text in (name, "eight at once")]


def _targets(question: Question) -> str:
    return f"{question.median:,.0f}" + (f" / {question.p95:,.0f}" if question.p95 else "")


def _mark(timings: Timings, question: Question) -> str:
    slow = timings.median > question.median or (question.p95 and timings.p95 > question.p95)
    return " ✗" if slow else ""


def _times(timings: Timings | None) -> str:
    return f"{timings.median:,.1f} / {timings.p95:,.1f}" if timings else "–"


def _beside(ours: Measured, theirs: Measured) -> list[str]:
    row = [
        f"{theirs.one.median:,.0f} ({len(theirs.one.seconds)})",
        f"{theirs.one.median / ours.one.median:,.1f}",
    ]
    if theirs.eight is None or ours.eight is None:
        return [*row, "–", "–"]
    return [*row, f"{theirs.eight.median:,.0f}", f"{theirs.eight.median / ours.eight.median:,.1f}"]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
