"""The programme's own content, and made-up partners to show how it works."""
