"""StreamField blocks that the pages of every app share."""

from cms.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
