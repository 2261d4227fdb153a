"""What a briefer hands on: slides and the standalone page."""
