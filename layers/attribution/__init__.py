"""Who says what in a report: source, cue and content of every attribution."""
