"""The admin's door for publishing: what a change does is said before it is done, and afterwards for every version."""
