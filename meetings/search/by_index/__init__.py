"""The facet index: an in-memory inverted index of record ids by facet value, in bitmaps.

Each process has one immutable ``FacetIndex``, for one state of the register's clock; see
``holder``. Plain SQL (``meetings.search.by_sql``) gives the same answers.
"""
