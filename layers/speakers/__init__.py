"""Who is meant by a source's words: persons, offices, bodies, one identity each."""
