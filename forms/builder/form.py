"""The editor's form of a survey page."""

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm


class SurveyPageForm(WagtailAdminPageForm):
    """Lets an unfinished survey be saved as a draft; everything else asks for one that can be published."""

    def _post_clean(self) -> None:
        self.instance.may_be_unfinished = self.is_deferred_validation
        super()._post_clean()

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(css={"all": ["forms/builder.css"]}, js=["forms/builder.js"])
