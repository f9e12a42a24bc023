"""Who is who in a story, and who stands together in a sentence."""
