"""Where a name is and what is at a position, answered offline."""
