"""The page on which staff handle one organisation's case."""
