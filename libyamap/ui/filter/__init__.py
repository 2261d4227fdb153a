"""Narrowing down what is shown: the panel with all conditions, and the chips that take them off one by one."""
