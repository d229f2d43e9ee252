"""The blocks of Wagtail's editor that a survey is built from."""

from forms.builder.blocks.survey import (
    BandsBlock,
    ChoiceListsBlock,
    HandlersBlock,
    ModesBlock,
    StepsBlock,
    ThemesBlock,
)

__all__ = ["BandsBlock", "ChoiceListsBlock", "HandlersBlock", "ModesBlock", "StepsBlock", "ThemesBlock"]
