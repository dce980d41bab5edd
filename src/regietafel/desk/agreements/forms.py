"""What users type about agreements."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from regietafel.core.agreements.judgement import About, Opinion
from regietafel.desk.shared.notation import words


class JudgementForm(forms.Form):
    """A judgement beside the meter: about the effort or the result, and why."""

    about = forms.ChoiceField(label=gettext_lazy("Waarover gaat uw oordeel?"), widget=forms.RadioSelect)
    opinion = forms.ChoiceField(label=gettext_lazy("Wat vindt u?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=2000,
        help_text=gettext_lazy("Iedereen kan dit lezen, met uw functie erbij."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = {"about": list(About), "opinion": list(Opinion)}
        for name, kinds in choices.items():
            self.fields[name].choices = [(one.value, words(one.words)) for one in kinds]  # type: ignore[attr-defined]
