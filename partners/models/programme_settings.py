"""What the city decides about the programme: days, numbers, and who acts for it."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.translated import Translated
from forms.models import Survey
from partners.models.columns import column_label
from partners.panels import in_each_language

AT_LEAST_ONE = [MinValueValidator(1)]


@register_setting(icon="group")
class ProgrammeSettings(BaseGenericSetting):
    """Days are counted from the day on which the follow-up fell due, unless their label says otherwise."""

    city_sv = models.CharField(column_label(_("name of the city"), "sv"), max_length=80, default="Borgå stad")
    city_fi = models.CharField(column_label(_("name of the city"), "fi"), max_length=80, default="Porvoon kaupunki")
    city_en = models.CharField(column_label(_("name of the city"), "en"), max_length=80, default="City of Porvoo")
    signatory_name = models.CharField(_("who signs for the city"), max_length=120, blank=True)
    signatory_title_sv = models.CharField(
        column_label(_("signatory's title"), "sv"), max_length=120, default="stadsdirektör"
    )
    signatory_title_fi = models.CharField(
        column_label(_("signatory's title"), "fi"), max_length=120, default="kaupunginjohtaja"
    )
    signatory_title_en = models.CharField(
        column_label(_("signatory's title"), "en"), max_length=120, default="city director"
    )
    staff_email = models.EmailField(
        _("staff's e-mail"), blank=True, help_text=_("Organisations' answers to letters come here.")
    )
    business_support_email = models.EmailField(
        _("the development company's e-mail"),
        blank=True,
        help_text=_("Wishes for support with business development are sent here."),
    )
    follow_up_months = models.PositiveSmallIntegerField(
        _("months between follow-ups"), default=12, validators=AT_LEAST_ONE
    )
    first_reminder_days = models.PositiveSmallIntegerField(
        _("days until the first reminder"), default=14, validators=AT_LEAST_ONE
    )
    second_reminder_days = models.PositiveSmallIntegerField(_("days until the second reminder"), default=28)
    no_reply_days = models.PositiveSmallIntegerField(
        _("days until a second channel is tried"),
        default=42,
        help_text=_("Then staff are asked to telephone."),
    )
    attempts_before_ending = models.PositiveSmallIntegerField(
        _("attempts at contact before the city may end a commitment"), default=3, validators=AT_LEAST_ONE
    )
    notice_days = models.PositiveSmallIntegerField(
        _("days of notice before the city ends a commitment"), default=30, validators=AT_LEAST_ONE
    )
    link_days = models.PositiveSmallIntegerField(
        _("days that a link to the organisation's own page works"), default=60, validators=AT_LEAST_ONE
    )
    feedback_survey = models.ForeignKey(
        Survey, verbose_name=_("survey for feedback on the site"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=_("The feedback that comes in by it waits on the admin's front page."),
    )  # fmt: skip
    feedback_days = models.PositiveSmallIntegerField(
        _("days to answer feedback on accessibility"),
        default=14,
        validators=AT_LEAST_ONE,
        help_text=_("The Digital Services Act asks for an answer within 14 days."),
    )
    award_for_all = models.BooleanField(
        _("other organisations may be given the award too"),
        default=False,
        help_text=_("Otherwise it goes to a partner whose commitment is in force."),
    )
    award_criteria_sv = models.TextField(column_label(_("criteria of the award"), "sv"), max_length=2000, blank=True)
    award_criteria_fi = models.TextField(column_label(_("criteria of the award"), "fi"), max_length=2000, blank=True)
    award_criteria_en = models.TextField(column_label(_("criteria of the award"), "en"), max_length=2000, blank=True)

    city = Translated()
    signatory_title = Translated()
    award_criteria = Translated()

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    in_each_language("city", _("Name of the city")),
                    FieldPanel("signatory_name"),
                    in_each_language("signatory_title", _("Signatory's title")),
                    FieldRowPanel([FieldPanel("staff_email"), FieldPanel("business_support_email")]),
                ],
                heading=_("City"),
            ),
            ObjectList(
                [
                    FieldPanel("follow_up_months"),
                    MultiFieldPanel(
                        [
                            FieldPanel("first_reminder_days"),
                            FieldPanel("second_reminder_days"),
                            FieldPanel("no_reply_days"),
                        ],
                        heading=_("When a follow-up is not answered"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("attempts_before_ending"), FieldPanel("notice_days")],
                        heading=_("When the city ends a commitment"),
                    ),
                    FieldPanel("link_days"),
                    MultiFieldPanel(
                        [FieldPanel("feedback_survey"), FieldPanel("feedback_days")],
                        heading=_("Feedback on the site"),
                    ),
                ],
                heading=_("Days and numbers"),
            ),
            ObjectList(
                [
                    FieldPanel("award_for_all"),
                    in_each_language("award_criteria", _("Criteria of the award"), sentence=True),
                ],
                heading=_("Award"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("programme settings")
        verbose_name_plural = _("programme settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(first_reminder_days__lt=F("second_reminder_days"))
                & Q(second_reminder_days__lt=F("no_reply_days")),
                name="programme_settings_reminders_in_order",
                violation_error_message=_("The reminders come one after the other, and the second channel after them."),
            ),
        ]
