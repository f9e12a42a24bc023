"""Selections of meetings: read from an address, applied to the public record, said in words."""
