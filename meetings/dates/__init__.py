"""Historical dates: EDTF parser, parser for English dates, formatting, model and form fields."""
