"""How a file becomes an article: its text, its parts, its day."""
