"""The form in which a person chooses when the digest comes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regietafel.core.to_do.digest import Preference, Rhythm

RHYTHMS = (
    (Rhythm.WEEKLY.value, _("elke week")),
    (Rhythm.DAILY.value, _("elke dag")),
    (Rhythm.NEVER.value, _("nooit")),
)
WEEKDAYS = tuple(
    enumerate(
        (
            _("maandag"),
            _("dinsdag"),
            _("woensdag"),
            _("donderdag"),
            _("vrijdag"),
            _("zaterdag"),
            _("zondag"),
        ),
        start=1,
    )
)


def _clock(label: Any, help_text: Any = "") -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(
        label=label, help_text=help_text, widget=widget, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"]
    )


class PreferenceForm(forms.Form):
    """Rhythm, day, time, and the hours in which no mail comes."""

    rhythm = forms.ChoiceField(
        label=_("Hoe vaak wilt u een overzicht?"), choices=RHYTHMS, widget=forms.RadioSelect
    )
    weekday = forms.TypedChoiceField(
        label=_("Op welke dag?"),
        choices=WEEKDAYS,
        coerce=int,
        help_text=_("Alleen voor een overzicht per week."),
    )
    at = _clock(_("Hoe laat?"))
    quiet_from = _clock(_("Geen mail vanaf"))
    quiet_until = _clock(_("Geen mail tot"), _("Twee gelijke tijden: geen stille uren."))

    def clean(self) -> dict[str, Any]:
        """A time in the quiet hours would never come."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and self.preference.is_quiet(given["at"]):
            self.add_error(
                "at", _("Deze tijd valt in uw stille uren. Kies een andere tijd of andere stille uren.")
            )
        return given

    @property
    def preference(self) -> Preference:
        """What was filled in; only after `is_valid`."""
        given = self.cleaned_data
        return Preference(
            Rhythm(given["rhythm"]), given["weekday"], given["at"], given["quiet_from"], given["quiet_until"]
        )
