"""The pieces that pages are made of. Each paints itself from the palette in force."""
