"""What a story says in single words: tokens, sentences, titles of office, dates."""
