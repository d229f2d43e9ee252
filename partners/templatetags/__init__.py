"""Template tags through which any page shows the programme."""
