"""WHERE: text to places. Knows nothing of claims, layers or maps."""
