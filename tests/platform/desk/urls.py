"""The product's addresses and two pages for the tests."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path

from shuangda.conf.urls import urlpatterns as real
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import SIGNED_IN, requires


@requires(SIGNED_IN)
def closed(request: StaffRequest) -> HttpResponse:
    raise PermissionDenied("只有办公室可以下发<文件>。")


@requires(SIGNED_IN)
def broken(request: StaffRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [*real, path("closed/", closed), path("broken/", broken)]
