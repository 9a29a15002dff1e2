"""The HTML page of one report or of several."""
