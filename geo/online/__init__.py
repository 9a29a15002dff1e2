"""A service on the network for names that the gazetteer lacks; off unless asked for."""
