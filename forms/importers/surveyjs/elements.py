"""One object of a SurveyJS file (the survey, a page, a question), read with care and with an eye on what is left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from forms.importers.report import Report
from forms.importers.surveyjs.texts import Texts

LOOKS = frozenset(
    """
    allowAdaptiveActions allowClear allowCompleteSurveyAutomatic autoGrow backgroundImage
    backgroundImageAttachment backgroundImageFit backgroundOpacity clearInvisibleValues closeOnCompleteTimeout
    colCount cols columnColCount columnMinWidth completeText cssType descriptionLocation detailPanelMode
    displayMode editText errorLocation fitToContainer focusFirstQuestionAutomatic headerView hideNumber imageFit
    imageHeight imageWidth indent isSinglePage itemSize itemTitleWidth labelPosition logo logoFit logoHeight
    logoPosition logoWidth maxWidth minWidth navigationButtonsVisibility navigationTitle newPanelPosition
    noEntriesText paddingLeft paddingRight pageNextText pagePrevText panelAddText panelCount panelNextText
    panelPrevText panelRemoveText placeholderForEmpty previewMode previewText progressBarInheritWidthFrom
    progressBarLocation progressBarShowPageNumbers progressBarShowPageTitles progressBarType
    questionDescriptionLocation questionErrorLocation questionStartIndex questionTitleLocation
    questionTitleWidth questionsOnPageMode questionsOrder rateColorMode rateDescriptionLocation rateDisplayMode
    rateType removeRowText renderAs renderMode requiredMark requiredText rightPosition rowCount rowTitleWidth
    rows scaleColorMode searchEnabled searchMode sendResultOnPageNext separateSpecialChoices showAddRowButton
    showClearButton showCompletePage showCompletedPage showHeader showIndex showNavigationButtons showNumber
    showPageNumbers showPageTitles showPrevButton showPreview showPreviewBeforeComplete showProgressBar
    showQuestionNumbers showRangeInProgress showTOC showTitle size startSurveyText startWithNewLine state
    storeDataAsText storeOthersAsComment swapOrder templateTitleLocation textAlign textUpdateMode titleLocation
    titleTag tocLocation useDisplayValuesInDynamicTexts valueWidth verticalAlign
    waitForUpload width widthMode
    """.split()  # noqa: SIM905  (a hundred names are read more easily without their quotes)
)
"""Settings that are about looks, or about how SurveyJS works: nobody misses them in a survey."""


@dataclass
class Element:
    """Remembers what was asked for, so that `tell_unused` can name the rest."""

    raw: Mapping[str, Any]
    where: str
    texts: Texts
    report: Report
    used: set[str] = field(default_factory=set)

    def get(self, *names: str) -> Any:
        """The first of the members `names` that says anything."""
        self.used.update(names)
        return next((value for name in names if (value := self.raw.get(name)) not in (None, "", [], {})), None)

    def text(self, *names: str) -> str:
        return self.texts.of(self.get(*names), self.where)

    def string(self, *names: str) -> str:
        """A member that is the same in every language."""
        value = self.get(*names)
        return value if isinstance(value, str) else str(value) if type(value) in (int, float) else ""

    def flag(self, *names: str) -> bool:
        return self.get(*names) is True

    def number(self, *names: str) -> int | float | None:
        """A number, which SurveyJS's editor sometimes writes as text."""
        value = self.get(*names)
        if isinstance(value, str) and len(value) < 20:
            try:
                value = float(value)
            except ValueError:
                return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 10**15:
            return None
        return int(value) if float(value).is_integer() else value

    def whole(self, low: int, high: int, *names: str) -> int | None:
        """A whole number, brought between `low` and `high`."""
        value = self.number(*names)
        return None if value is None else max(low, min(high, int(value)))

    def items(self, *names: str) -> list[Any]:
        value = self.get(*names)
        return value if isinstance(value, list) else []

    def objects(self, *names: str) -> list[Mapping[str, Any]]:
        return [item for item in self.items(*names) if isinstance(item, Mapping)]

    def change(self, message: str) -> None:
        self.report.change(self.where, message)

    def leave(self, message: str) -> None:
        self.report.leave(self.where, message)

    def tell_unused(self) -> None:
        """Name the settings that nobody asked for."""
        said = {name for name, value in self.raw.items() if value not in (None, "", [], {}, False)}
        if names := sorted(said - self.used - LOOKS):
            self.leave(_("Settings that have no counterpart: %(names)s.") % {"names": ", ".join(names[:30])[:500]})
