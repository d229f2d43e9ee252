"""The city's own content: pages that communications staff write."""
