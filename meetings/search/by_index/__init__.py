"""The facet index: for each value of each facet, the records that have it, in memory.

One immutable ``FacetIndex`` a process, of one state of the register's clock; see ``holder``. What
it answers, plain SQL answers too (``meetings.search.by_sql``), and both agree.
"""
