"""The search engine in plain SQL: the reference for the index, and its fallback."""
