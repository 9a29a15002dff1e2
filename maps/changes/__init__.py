"""What changed between two versions, on a map and in a list."""
