"""The search box: query syntax, expansion into parameters, autocomplete suggestions."""
