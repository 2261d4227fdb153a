"""Likely duplicates: pairs of events side by side, to join or to tell apart."""
