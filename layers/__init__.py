"""WHAT: places and sentences to claims, and claims to map layers."""
