"""Readers of tile archives, and the online sources, which are off by default."""
