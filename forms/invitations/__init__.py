"""The invitations of a survey, in the admin."""
