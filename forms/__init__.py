"""The survey form builder, its engine and its three doors: HTML, JSON and staff."""
