"""What a break of the chain means, in words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .chain import Kind

BREAKS: Final[dict[Kind, Promise]] = {
    "missing": _("it is missing, a later one stands in its place"),
    "order": _("it does not follow the event before it"),
    "changed": _("its content was changed after it was written"),
    "removed": _("the head of the chain says otherwise: events were removed or replaced"),
    "foreign": _("it stands beyond the head of the chain: this software did not write it"),
}
