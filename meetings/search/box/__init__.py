"""What is typed into the search box: its syntax, and what completes it."""
