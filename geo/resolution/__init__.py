"""Which place a name means (toponym resolution)."""
