"""libyamap: a desktop map of who is where, who holds what, who says so, and how sure we are."""
