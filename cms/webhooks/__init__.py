"""Signed messages to other systems, as Standard Webhooks has them: whom to, what, and how they are sent."""
