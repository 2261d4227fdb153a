"""Lists of what features refer to: actors and sources, with search, change, merge and delete."""
