"""Adding and correcting what the project holds."""
