"""Loads the goal library and the demo partners."""

from partners.demo.loader import load_goal_library, load_partners


def load() -> None:
    load_goal_library()
    load_partners()
