"""What one row of a table stands for: a meeting, a participation, a pair or a report.

Each unit names its columns, says what they mean, and makes its rows of public records.
"""

from .base import CSV_TRAILER, Column, Unit
from .meeting import MEETING
from .pair import PAIR, PAIR_YEAR
from .participation import PARTICIPATION
from .report import REPORT, STATEMENT

UNITS: dict[str, Unit] = {
    unit.name: unit for unit in (MEETING, PARTICIPATION, PAIR, PAIR_YEAR, REPORT, STATEMENT)
}

__all__ = ["CSV_TRAILER", "MEETING", "UNITS", "Column", "Unit"]
