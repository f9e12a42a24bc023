"""Lost-update protection: edit tokens, the merge of two editors' changes, and its report."""
