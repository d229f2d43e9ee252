"""Where the inbox lives in the admin, and who may read which survey's answers."""

from django.contrib.auth.models import AbstractUser, Permission
from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from forms.inbox.correcting import AskView, RevisionsView
from forms.inbox.deliveries import DeliveryList
from forms.inbox.prefilling import PrefillView
from forms.inbox.views import SubmissionDetail, SubmissionList
from forms.models import Survey

PERMISSIONS = ("change_survey", "view_submission", "change_submission")


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
            path(
                "deliveries/",
                self.construct_view(DeliveryList, index_results_url_name=self.get_url_name("deliveries_results")),
                name="deliveries",
            ),
            path(
                "deliveries/results/",
                self.construct_view(
                    DeliveryList, index_results_url_name=self.get_url_name("deliveries_results"), results_only=True
                ),
                name="deliveries_results",
            ),
            path("<uuid:pk>/", SubmissionDetail.as_view(), name="submission"),
            path("<uuid:pk>/link/", PrefillView.as_view(), name="prefill"),
            path("<uuid:pk>/correct/", AskView.as_view(), name="correct"),
            path("<uuid:pk>/revisions/", RevisionsView.as_view(), name="revisions"),
        ]


class SurveyPolicy(ModelPermissionPolicy):
    """A survey comes to be when its page is published, and its answers keep it: nobody adds or deletes one by hand."""

    def user_has_permission(self, user: AbstractUser, action: str) -> bool:
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


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

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """What an administrator can give to a group: naming the readers, reading, and deciding."""
        return Permission.objects.filter(content_type__app_label="surveys", codename__in=PERMISSIONS)


inbox = InboxViewSet()
readers = SurveyViewSet()
