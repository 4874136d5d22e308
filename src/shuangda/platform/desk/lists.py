"""What every list page does alike: paging with a size that the reader chooses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

SIZES = (20, 50, 100)
USUAL_SIZE = 50


def paged(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any]) -> Page[Any]:
    """The page that `?page=` and `?per=` ask for; what makes no sense there gives the first page of usual size."""
    asked = request.GET.get("per", "")
    size = int(asked) if asked.isdecimal() and int(asked) in SIZES else USUAL_SIZE
    return Paginator(rows, size).get_page(request.GET.get("page"))
