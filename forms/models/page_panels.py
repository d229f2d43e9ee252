"""The editor of a survey page: four tabs, in the order in which a survey comes about; beside them what is to mend."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

RESULT_HEADINGS = ("title", "strengths_heading", "on_the_way_heading", "improvements_heading", "goals_heading")
RESULT_NOTES = ("one_goal_note", "not_relevant_heading", "empty_strengths", "empty_improvements")
RESULT_BUTTONS = ("cta_send", "cta_pdf", "cta_pick_goal")


class ProblemsPanel(Panel):
    """What is to mend, listed at the side beside the preview and Wagtail's own checks.

    Wagtail's page editor has no hook for side panels. This one comes with the form, and its script puts it there before
    Wagtail looks for its panels, which makes it one of them.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "forms/builder/problems_panel.html"

        def show_panel_furniture(self) -> bool:
            return False

        def get_context_data(self, parent_context: object = None) -> dict[str, object]:
            context = super().get_context_data(parent_context)
            parent = self.form.parent_page
            context["check_new_url"] = reverse("survey_check_new", args=[parent.pk]) if parent else ""
            context["check_url"] = reverse("survey_check", args=[self.instance.pk or 0])
            return context


def _result(names: tuple[str, ...]) -> list[FieldPanel]:
    return [FieldPanel(f"result_{name}") for name in names]


def edit_handler() -> TabbedInterface:
    build = [
        TitleFieldPanel("title"),
        FieldPanel("intro"),
        FieldPanel("notice"),
        FieldPanel("minutes"),
        FieldPanel("steps"),
        MultiFieldPanel([FieldPanel("choice_lists")], heading=_("Shared lists"), classname="collapsed"),
        MultiFieldPanel([FieldPanel("modes")], heading=_("Ways of filling in"), classname="collapsed"),
    ]
    result = [
        HelpPanel(
            content=_(
                "A survey whose choices have points and whose questions have themes tells the respondent at once what "
                "is in place and what can improve. Leave this tab empty for a survey without a result."
            )
        ),
        FieldPanel("themes"),
        FieldPanel("bands"),
        MultiFieldPanel(_result(RESULT_HEADINGS), heading=_("Headings")),
        MultiFieldPanel(_result(RESULT_NOTES), heading=_("Notes")),
        MultiFieldPanel(_result(RESULT_BUTTONS), heading=_("Buttons")),
    ]
    after = [
        MultiFieldPanel([FieldPanel("privacy"), FieldPanel("privacy_page")], heading=_("Before sending")),
        FieldPanel("handlers"),
        FieldPanel("contact"),
        FieldPanel("closes_at"),
        FieldPanel("accept_older_days"),
        FieldPanel("draft_days"),
    ]
    settings = [
        FieldPanel("key"),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines"),
        ),
        FieldPanel("show_in_menus"),
        MultiFieldPanel(
            [FieldPanel("invitation_only"), FieldPanel("proof_of_work"), FieldPanel("origins")],
            heading=_("Who may answer, and from where"),
        ),
        PublishingPanel(),
        CommentPanel(),
    ]
    return TabbedInterface(
        [
            ObjectList(build, heading=_("Build")),
            ObjectList(result, heading=_("Result page")),
            ObjectList(after, heading=_("After sending")),
            ObjectList(settings, heading=_("Promote and settings")),
            ProblemsPanel(),
        ]
    )
