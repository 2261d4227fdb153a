"""From the screen to a sheet: named views, the briefing with its preview, the clipboard, everything made at once."""
