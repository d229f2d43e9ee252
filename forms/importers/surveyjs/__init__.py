"""Surveys made for SurveyJS: its JSON, read into `survey/1`."""

from forms.importers.surveyjs.survey import convert, is_surveyjs

__all__ = ["convert", "is_surveyjs"]
