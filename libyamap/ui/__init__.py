"""The window: one file a panel, actions declared apart from their Qt half."""
