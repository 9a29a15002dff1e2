"""Claims as a language model reads them, held to the report's own words."""
