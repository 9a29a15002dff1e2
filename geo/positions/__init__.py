"""Places told by distance, direction or coordinates."""
