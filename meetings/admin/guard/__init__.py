"""No lost updates: edit tokens, the merge of two editors' work, and what is shown again."""
