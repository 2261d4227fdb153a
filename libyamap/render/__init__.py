"""Qt without panels: the profile, the scheme handler, and pictures of the page; used by ui and cli."""
