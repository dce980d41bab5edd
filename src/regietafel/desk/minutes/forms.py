"""Forms of minutes: a line, a remark, an answer, a motive, and the steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from regietafel.core.meetings.line_kinds import KIND_WORDS, LineKind
from regietafel.core.minutes.check import MinutesLine
from regietafel.desk.minutes.actions import Correction
from regietafel.desk.shared.day_field import DayField
from regietafel.desk.shared.notation import words

Choices = Sequence[tuple[str, str]]


def _kinds() -> Choices:
    return [(kind.value, words(said.title)) for kind, said in KIND_WORDS.items()]


class LineForm(forms.Form):
    """What a line says; `seen` is the version that the writer looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**6)
    text = forms.CharField(
        label=_("Tekst"), widget=forms.Textarea(attrs={"rows": 5, "lang": "nl"}), max_length=20_000
    )
    kind = forms.ChoiceField(label=_("Soort"), choices=_kinds)
    owner = forms.ChoiceField(label=_("Wie"), required=False, widget=forms.Select(attrs={"lang": "nl"}))
    due = DayField(_("Uiterlijk op"), required=False)
    reason = forms.CharField(label=_("Waarom"), required=False, max_length=500)

    def __init__(self, *args: object, owners: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["owner"].choices = [("", "—"), *owners]  # type: ignore[attr-defined]

    def correction(self) -> Correction:
        """What the form says the line has to say."""
        said = self.cleaned_data
        due: date | None = said["due"]
        return Correction(said["text"], LineKind(said["kind"]), said["owner"], due)


class NewLineForm(LineForm):
    """A line that is not there yet."""

    field_order = ["text", "kind", "owner", "due"]

    def __init__(self, *args: object, owners: Choices, **kwargs: object) -> None:
        super().__init__(*args, owners=owners, **kwargs)
        del self.fields["seen"], self.fields["reason"]


class AnswerForm(LineForm):
    """The answer to a remark: the new text when it is accepted, and the reason in any case."""

    def __init__(self, *args: object, owners: Choices, whole: bool, **kwargs: object) -> None:
        super().__init__(*args, owners=owners, **kwargs)
        self.fields["reason"].label = _("Antwoord aan de partner")
        if whole:
            for name in ("text", "kind", "owner", "due"):
                del self.fields[name]
        else:
            self.fields["text"].label = _("Nieuwe tekst van de regel")
            self.fields["text"].required = False


class RemarkForm(forms.Form):
    """A remark on behalf of one of the partners someone speaks for."""

    partner = forms.ChoiceField(label=_("Namens"), widget=forms.Select(attrs={"lang": "nl"}))
    text = forms.CharField(
        label=_("Uw opmerking"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000
    )

    def __init__(self, *args: object, partners: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["partner"].choices = partners  # type: ignore[attr-defined]
        if len(partners) == 1:
            self.fields["partner"].widget = forms.HiddenInput()
            self.fields["partner"].initial = partners[0][0]


class OfferForm(forms.Form):
    """To which table the minutes go."""

    table = forms.ChoiceField(label=_("Aan welke tafel"))

    def __init__(self, *args: object, tables: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["table"].choices = tables  # type: ignore[attr-defined]


class AdoptForm(forms.Form):
    """At which meeting the table adopted them."""

    at_meeting = forms.ChoiceField(label=_("In welke vergadering"))

    def __init__(self, *args: object, meetings: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["at_meeting"].choices = meetings  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("Waarom"), max_length=500)


def said_by(line: MinutesLine, version: int) -> dict[str, object]:
    """What a form begins with: the line as it stands in a version."""
    return {
        "seen": version,
        "text": line.text,
        "kind": line.kind.value,
        "owner": line.owner,
        "due": line.due,
    }
