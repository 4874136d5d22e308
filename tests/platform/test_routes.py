"""Every address as everybody: no rule, no way in; no scope, no such object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from shuangda.platform.orgs.middleware import access_rule
from shuangda.platform.orgs.permissions import SIGNED_IN, Permission
from shuangda.platform.orgs.roles import Role
from tests import factories, routes_samples

pytestmark = pytest.mark.django_db
METHOD_NOT_ALLOWED = 405


def _walk(patterns: list[Any], namespace: str = "", parameters: bool = False) -> Iterator[tuple[str, Any, bool]]:
    """The name, view and having of parameters of every address, however deep."""
    for pattern in patterns:
        inner = parameters or bool(pattern.pattern.regex.groups)
        if isinstance(pattern, URLResolver):
            deeper = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, deeper, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern.callback, inner


ROUTES = list(_walk(get_resolver().url_patterns))
RULES: dict[str, Permission | None] = {name: access_rule(name, view) for name, view, _parameters in ROUTES}
PLAIN = [name for name, _view, parameters in ROUTES if not parameters and RULES[name]]
OF_OBJECTS = [name for name, _view, parameters in ROUTES if parameters and RULES[name]]
SAMPLES = routes_samples.load()


def test_every_address_has_a_name_and_a_rule() -> None:
    assert len(RULES) == len(ROUTES), "two addresses of one name"
    assert [name for name, rule in RULES.items() if rule is None] == []


def test_every_address_with_parameters_has_a_sample() -> None:
    missing = [name for name in OF_OBJECTS if name not in SAMPLES]
    assert missing == [], "add them to a route_samples.py beside the app's tests (see tests/routes_samples.py)"
    assert [name for name in SAMPLES if name not in OF_OBJECTS] == [], "samples of addresses that are gone"


@pytest.mark.parametrize("name", PLAIN)
def test_an_address_opens_to_its_roles_only(client: Client, name: str) -> None:
    """Some pages of the own account answer 404 while there is nothing to show, such as recovery codes."""
    _as_everybody(client, name, reverse(name), routes_samples.home(), frozenset(), {200, 302, 404, 405})


@pytest.mark.parametrize("name", [name for name in OF_OBJECTS if name in SAMPLES])
def test_an_object_opens_to_its_roles_in_its_scope_only(client: Client, name: str) -> None:
    sample, home = SAMPLES[name], routes_samples.home()
    address = reverse(name, kwargs=sample.make(home))
    _as_everybody(client, name, address, home, sample.hidden_from, {200, 302, 405})
    rule = RULES[name]
    assert rule is not None
    for role, seat in routes_samples.strangers().items():
        if role in rule.roles:
            client.force_login(seat.person)
            assert (_status(client, address) == 404) != sample.shared, f"{role} of another unit at {address}"


def _as_everybody(
    client: Client,
    name: str,
    address: str,
    home: routes_samples.Home,
    hidden_from: frozenset[Role],
    fine: set[int],
) -> None:
    rule = RULES[name]
    assert rule is not None
    _as_outsiders(client, rule, address)
    for role, seat in home.seats.items():
        client.force_login(seat.person)
        status = client.get(address).status_code
        if rule is not SIGNED_IN and role not in rule.roles:
            assert status == 403, f"{role} gets {status} at {address}"
        elif role in hidden_from:
            assert _status(client, address) == 404, f"{role} gets {address}"
        else:
            assert status in fine, f"{role} gets {status} at {address}"


def _as_outsiders(client: Client, rule: Permission, address: str) -> None:
    """Somebody who is not logged in, and somebody who is but has no seat."""
    answer = client.get(address)
    if rule.anonymous:
        assert answer.status_code in {200, 302, METHOD_NOT_ALLOWED}
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))
    client.force_login(factories.person())
    status = client.get(address).status_code
    assert (status == 403) != (rule.anonymous or rule is SIGNED_IN), f"without a seat: {status}"


def _status(client: Client, address: str) -> int:
    """Of a GET, or of a POST where only that is allowed."""
    status = client.get(address).status_code
    return client.post(address).status_code if status == METHOD_NOT_ALLOWED else status
