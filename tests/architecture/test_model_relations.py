"""Relations between models point down the same floors as imports: a ForeignKey by string is an import too."""

from django.apps import apps
from django.db.models import Field

FLOORS = {"cms": 0, "home": 1, "surveys": 1, "partners": 2}


def relations_between_our_apps():
    for model in apps.get_models(include_auto_created=False):
        if model._meta.app_label not in FLOORS:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, Field) and field.related_model and field.related_model._meta.app_label in FLOORS:
                yield model, field


def test_relations_never_point_up_or_sideways():
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model, field in relations_between_our_apps()
        if field.related_model._meta.app_label != model._meta.app_label
        and FLOORS[field.related_model._meta.app_label] >= FLOORS[model._meta.app_label]
    ]
    assert wrong == []


def test_the_test_sees_relations():
    assert any(
        model._meta.app_label == "partners" and field.related_model._meta.app_label == "surveys"
        for model, field in relations_between_our_apps()
    )
