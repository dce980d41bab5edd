"""Forms of the pages about people and organisations."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from regietafel.desk.accounts import queries
from regietafel.desk.accounts.person import KIND_TITLES, ROLE_TITLES, OrganisationKind, RoleName
from regietafel.desk.shared.day_field import DayField


def _language() -> str:
    return get_language() or "nl"


def _role_choices() -> list[tuple[str, str]]:
    return [(role.value, text.in_language(_language())) for role, text in ROLE_TITLES.items()]


def _kind_choices() -> list[tuple[str, str]]:
    return [(kind.value, text.in_language(_language())) for kind, text in KIND_TITLES.items()]


def _organisation_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All organisations, grouped by kind."""
    groups: dict[OrganisationKind, list[tuple[str, str]]] = {}
    for row in queries.organisations():
        groups.setdefault(row.kind, []).append((row.key, row.name))
    return [(KIND_TITLES[kind].in_language(_language()), rows) for kind, rows in groups.items()]


class NewPerson(forms.Form):
    """A person, with a first role if known."""

    email = forms.EmailField(label=_("E-mailadres"), max_length=254)
    function_title = forms.CharField(
        label=_("Functie"),
        max_length=200,
        help_text=_("Zoals “Secretariaat PRT Drenthe”. Schrijf geen naam van een persoon."),
    )


class ChangePerson(forms.Form):
    """Another function title, or a closed account."""

    function_title = forms.CharField(label=_("Functie"), max_length=200)
    active = forms.BooleanField(label=_("Dit account mag aanmelden"), required=False)
    reason = forms.CharField(label=_("Reden"), required=False, max_length=500)


class GrantRole(forms.Form):
    """A role at an organisation, from and until."""

    role = forms.ChoiceField(label=_("Rol"), choices=_role_choices)
    organisation = forms.ChoiceField(label=_("Organisatie"), choices=_organisation_choices)
    valid_from = DayField(_("Vanaf"), required=True)
    valid_until = DayField(
        _("Tot"), required=False, help_text=_("De eerste dag zonder de rol. Leeg is zonder einde.")
    )
    reason = forms.CharField(label=_("Reden"), required=False, max_length=500)

    def clean_role(self) -> RoleName:
        """The role itself."""
        return RoleName(self.cleaned_data["role"])


class EndRole(forms.Form):
    """The first day without the role."""

    valid_until = DayField(_("Eerste dag zonder de rol"), required=True)
    reason = forms.CharField(label=_("Reden"), required=False, max_length=500)


class Reason(forms.Form):
    """Why something drastic happens."""

    reason = forms.CharField(label=_("Reden"), max_length=500, help_text=_("Hoe weet u wie dit vraagt?"))


class NewOrganisation(forms.Form):
    """An organisation that the product's tables do not know."""

    key = forms.SlugField(
        label=_("Sleutel"), max_length=40, help_text=_("Kort en blijvend, zoals een TOOI-code: mnre1058.")
    )
    kind = forms.ChoiceField(label=_("Soort"), choices=_kind_choices)
    name = forms.CharField(label=_("Naam"), max_length=200)
    area = forms.RegexField(
        r"\A(NL|PV\d{2}|VR\d{2}|GM\d{4})\Z",
        label=_("Gebied"),
        required=False,
        max_length=6,
        help_text=_("De code van het gebied: NL, PV22, VR03 of GM0363. Leeg als er geen gebied bij hoort."),
        error_messages={"invalid": _("Schrijf NL, PV22, VR03 of GM0363.")},
    )
    valid_from = DayField(_("Bestaat vanaf"), required=False)
    valid_until = DayField(_("Bestaat tot"), required=False)
    reason = forms.CharField(label=_("Reden"), required=False, max_length=500)

    def clean_kind(self) -> OrganisationKind:
        """The kind itself."""
        return OrganisationKind(self.cleaned_data["kind"])


class ChangeOrganisation(forms.Form):
    """Another name or other days."""

    name = forms.CharField(label=_("Naam"), max_length=200)
    valid_from = DayField(_("Bestaat vanaf"), required=False)
    valid_until = DayField(_("Bestaat tot"), required=False)
    reason = forms.CharField(label=_("Reden"), required=False, max_length=500)
