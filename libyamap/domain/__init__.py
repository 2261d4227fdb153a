"""What a map of a conflict is made of, with the rules that hold for it everywhere. Knows no Qt, no SQL, no files."""
