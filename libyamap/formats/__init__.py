"""File formats that are read and written, one module each, and the registry that finds them."""
