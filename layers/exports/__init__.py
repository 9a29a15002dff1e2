"""Layers and claims as files of other programs."""
