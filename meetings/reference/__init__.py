"""Reference data: actors, offices, places, series, summits and topics that every register has.

``data/`` holds it as CSV files; ``load`` brings the desk and the public record into step with
them. A row follows the files until an editor changes it.
"""
