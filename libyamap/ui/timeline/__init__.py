"""The timeline: how much is known of which time, and a window of days that narrows the map while it is dragged."""
