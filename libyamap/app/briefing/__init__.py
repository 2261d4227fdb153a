"""What a briefing is: its sheet, texts and what stands on it, as plain types for window, files and scripts alike."""
