"""FROM: the data packages that the gazetteer is built from, one module a family."""
