"""How are many reports kept and made anew together? A folder with a ``dateline.toml``."""
