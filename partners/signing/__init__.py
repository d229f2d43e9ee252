"""Signing occasions in the admin: who is invited, what is handed out, and recording what was signed."""
