"""What a survey's menu in the admin offers about its versions."""

from django.utils.translation import gettext_lazy
from wagtail.admin.ui.menus.pages import PageMenuItem

from forms.models import SurveyPage


class PublishedSurveyItem(PageMenuItem):
    """Shown to those who may edit a survey that has been published."""

    def is_shown(self, user: object) -> bool:
        published = isinstance(self.page, SurveyPage) and self.page.live_version_id is not None
        return published and self.page.permissions_for_user(user).can_edit()


class CompareItem(PublishedSurveyItem):
    label = gettext_lazy("Compare with the published version")
    icon_name = "resubmit"
    url_name = "survey_compare"


class VersionsItem(PublishedSurveyItem):
    label = gettext_lazy("Versions of the survey")
    icon_name = "history"
    url_name = "survey_versions"
