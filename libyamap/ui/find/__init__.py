"""Finding places, measuring from them, and finding the way back: the Find box, panels and tools around it."""
