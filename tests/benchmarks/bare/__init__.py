"""The measuring rod: the same basemap in a bare QWebEngineView, with nothing of ours around it."""
