"""FROM: the examples that the recogniser learns from beside an annotated corpus."""
