"""Taking files in: drop or choose, watch them being read, see why one could not be."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from shuangda.domain.plans import rules, selectors, services
from shuangda.domain.plans.models import Upload
from shuangda.domain.plans.states import UploadState
from shuangda.platform.files.http import original
from shuangda.platform.files.services import DOCUMENT_LIMIT
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import requires
from shuangda.platform.orgs.verdicts import Refused

from .forms.documents import UploadForm

FIRST_LOOK, SLOWEST = 300, 3000  # milliseconds between two looks at a file that is being read


@requires(rules.UPLOAD)
@require_http_methods(["GET", "POST"])
def upload(request: StaffRequest) -> HttpResponse:
    """Take in one file or several. One opens its own page, several the list."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        taken: list[Upload] = []
        for file in form.cleaned_data["files"]:
            try:
                data = file.read(DOCUMENT_LIMIT + 1)
                taken.append(services.upload_file(actor=request.actor, name=file.name, data=data))
            except Refused as refusal:
                form.add_error("files", str(refusal))
        if len(taken) == 1 and form.is_valid():
            return redirect("plans:reading", taken[0].pk)
        if taken:
            said = ngettext("%(n)d file is being read.", "%(n)d files are being read.", len(taken))
            messages.success(request, said % {"n": len(taken)})
        if form.is_valid():
            return redirect("plans:documents")
    status = 422 if form.errors else 200
    return render(request, "plans/upload.html", {"title": _("Upload documents"), "form": form}, status=status)


@requires(rules.UPLOAD)
@require_GET
def reading(request: StaffRequest, pk: int) -> HttpResponse:
    """A file being read; once that is done it leads to its document, or to the list of those it holds."""
    found = get_object_or_404(selectors.uploads(request.actor), pk=pk)
    documents = list(selectors.documents_with_counts(request.actor).filter(upload=found).order_by("position"))
    if found.state == UploadState.READ and len(documents) == 1 and "stay" not in request.GET:
        address = reverse("plans:document", args=[documents[0].pk])
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
    asked = request.GET.get("wait", "")
    wait = min(int(asked), SLOWEST) if asked.isdecimal() else FIRST_LOOK
    context = {
        "title": found.file.name,
        "upload": found,
        "documents": documents,
        "wait": max(wait, FIRST_LOOK),
        "next_wait": min(max(wait, FIRST_LOOK) * 6 // 5, SLOWEST),
    }
    return render(request, "plans/parts/reading.html" if request.htmx else "plans/reading.html", context)


@requires(rules.UPLOAD)
@require_GET
def original_file(request: StaffRequest, pk: int) -> FileResponse:
    """The file as it came."""
    return original(get_object_or_404(selectors.uploads(request.actor), pk=pk).file)
