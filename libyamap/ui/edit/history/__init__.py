"""The history panel: the list of steps, what one of them changed, and the way back."""
