"""Search over the public record: reads a selection from an address, applies it, describes it."""
