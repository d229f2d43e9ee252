"""The Django project and the ground that every page stands on."""
