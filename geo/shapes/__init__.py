"""Borders and areas, and how they are measured."""
