"""The network in the admin: who comes to events, and what is told to partners."""
