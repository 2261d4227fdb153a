"""Events that are probably the same one, told by two sources: found, joined as claims on one event, or kept apart."""
