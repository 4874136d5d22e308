"""One form, one act: what all pages that change something do alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from ..http import StaffRequest
from ..verdicts import Refused

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Act:
    """The words of a page with one form: title, its button, what is said afterwards, where it began, and the name of
    what it is done to, whose page that is.

    `warning` and `ends` stand over a destructive act: what it does, and what exactly comes to an end.
    """

    title: Text
    button: Text
    done: Text
    back: str
    intro: Text = ""
    warning: Text = ""
    ends: tuple[Text, ...] = ()
    of: Text = ""


def perform(
    request: StaffRequest, act: Act, form: forms.Form, write: Callable[[Mapping[str, Any]], str | None]
) -> HttpResponse:
    """Show the form; when it is sent and valid, call `write` with its values and go where it says, else back.

    What the service refuses stands at the top of the form. The form must be bound on POST only.
    """
    if request.method == "POST" and form.is_valid():
        try:
            target = write(form.cleaned_data)
        except Refused as refusal:
            for line in str(refusal).splitlines():
                form.add_error(None, line)
        else:
            messages.success(request, str(act.done))
            return redirect(target or act.back)
    heading = f"{act.title} · {act.of}" if act.of else act.title
    return render(request, "orgs/form.html", {"title": heading, "act": act, "form": form})


def sent(request: StaffRequest) -> Any:
    """The data of a POST, None on GET: what a form is bound to."""
    return request.POST if request.method == "POST" else None
