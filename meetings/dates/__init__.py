"""Historical dates: EDTF text, what people write, words for readers, model and form fields."""
