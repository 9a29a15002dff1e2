"""When: time expressions, the days they mean, and the time of a claim's event."""
