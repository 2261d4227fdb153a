"""Layers in their order, and the legend of what the map shows of them."""
