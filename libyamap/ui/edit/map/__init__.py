"""Editing with the hand on the map: picking, drawing, dragging, reshaping."""
