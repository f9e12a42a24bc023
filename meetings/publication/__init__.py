"""Publication, from the desk to the public record: compile, derive, check, publish, project.

Only this package writes versions, records, entries, addresses and the clock.
"""
