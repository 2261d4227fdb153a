"""How what a project holds goes out: which features, as which columns, and through which release."""
