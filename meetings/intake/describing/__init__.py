"""What the story and the register say of each meeting."""
