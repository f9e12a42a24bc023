"""What is shown of the public record, built from snapshots and cards; no request, no query."""
