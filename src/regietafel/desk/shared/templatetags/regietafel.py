"""What templates need besides the components, which render themselves: `{{ headline }}`."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from django import template
from django.template import Context
from django.urls import reverse

from regietafel.core.base.answer import Text
from regietafel.desk.shared import notation
from regietafel.desk.shared.moment import NOW, Moment

register = template.Library()


def _moment(context: Context) -> Moment:
    request = context.get("request")
    return getattr(request, "moment", None) or NOW


@register.simple_tag(takes_context=True)
def at(context: Context, url: str) -> str:
    """An address that keeps the moment: `{% at row.href %}`."""
    return _moment(context).on(url)


@register.simple_tag(takes_context=True)
def url_at(context: Context, route: str, *args: object, **kwargs: object) -> str:
    """`{% url %}` that keeps the moment: `{% url_at "monitor:nation" period %}`."""
    return _moment(context).on(reverse(route, args=args, kwargs=kwargs))


@register.filter
def number(value: Fraction | int, digits: int = 0) -> str:
    """A count or an exact number in the notation of the page."""
    return notation.number(value, digits)


@register.filter
def share(value: Fraction, digits: int = 1) -> str:
    """A share as a percentage."""
    return notation.share(value, digits)


@register.filter
def day(value: date) -> str:
    """A day written out."""
    return notation.day(value)


@register.filter
def moment_written(value: datetime) -> str:
    """A moment written out, in Amsterdam."""
    return notation.moment(value)


@register.filter
def words(value: Text | str) -> str:
    """A text of the core in the language of the page."""
    return notation.words(value)
