"""A day in a form, the same everywhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

DAY_FORMATS = ["%Y-%m-%d", "%d-%m-%Y"]


class DayField(forms.DateField):
    """A day, as a browser's own calendar writes it (2022-09-16) or as people do (16-09-2022).

    `missing` is what to say when a required day is left out.
    """

    def __init__(self, label: Any, *, missing: Any = "", **kwargs: Any) -> None:
        said = {"invalid": gettext_lazy("Dit is geen dag. Schrijf bijvoorbeeld 16-09-2022.")}
        if missing:
            said["required"] = missing
        super().__init__(
            label=label,
            widget=forms.DateInput(attrs={"type": "date"}, format=DAY_FORMATS[0]),
            input_formats=DAY_FORMATS,
            error_messages=said,
            **kwargs,
        )
