"""What the parse of a sentence says, put right where the parser tied a word wrongly."""
