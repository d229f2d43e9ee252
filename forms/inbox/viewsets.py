"""Where the inbox lives in the admin, and who may read which survey's answers."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from forms.inbox.views import SubmissionDetail, SubmissionList
from forms.models import Survey


class InboxViewSet(ViewSet):
    """The inbox over all surveys and languages."""

    name = "surveys_inbox"
    url_prefix = "surveys/inbox"
    icon = "mail"
    menu_label = _("Inbox")
    menu_order = 110
    add_to_admin_menu = True

    def get_menu_item(self, order: int | None = None) -> object:
        item = super().get_menu_item(order)
        item.is_shown = lambda request: request.user.has_perm("surveys.view_submission")
        return item

    def get_urlpatterns(self) -> list[object]:
        return [
            path(
                "",
                self.construct_view(SubmissionList, index_results_url_name=self.get_url_name("results")),
                name="index",
            ),
            path(
                "results/",
                self.construct_view(
                    SubmissionList, index_results_url_name=self.get_url_name("results"), results_only=True
                ),
                name="results",
            ),
            path("<uuid:pk>/", SubmissionDetail.as_view(), name="submission"),
        ]


class SurveyViewSet(ModelViewSet):
    """A survey's settings that are not part of its page: who may read the answers."""

    model = Survey
    name = "surveys_readers"
    url_prefix = "surveys/readers"
    icon = "lock-open"
    menu_label = _("Who reads answers")
    add_to_settings_menu = True
    form_fields = ("readers",)
    list_display = ("key",)
    copy_view_enabled = False


inbox = InboxViewSet()
readers = SurveyViewSet()
