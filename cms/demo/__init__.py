"""The content of a new site: real pages of the programme with demo partners, in every language."""
