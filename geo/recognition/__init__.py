"""Which words of a report name a place (toponym recognition)."""
