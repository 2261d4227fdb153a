"""What may leave the house: places made coarser, and what is nobody else's business left out."""
