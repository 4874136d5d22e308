"""What stands between an address and somebody who opens it: rules, seats, locks, passwords."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from shuangda.conf.urls import urlpatterns as all_urls
from shuangda.platform.audit.models import AuditEvent
from shuangda.platform.orgs import rules, services
from shuangda.platform.orgs.models import Person, Seat, Unit
from shuangda.platform.orgs.permissions import declare, declared, requires
from shuangda.platform.orgs.roles import ADMINS, Role
from shuangda.platform.orgs.verdicts import YES, demand, no
from tests import factories

pytestmark = pytest.mark.django_db


def _bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


urlpatterns = [*all_urls, path("forgotten/", _bare, name="forgotten")]


class TestRegistry:
    def test_a_name_is_declared_once(self) -> None:
        with pytest.raises(ValueError, match="twice"):
            declare(rules.MANAGE_UNITS.name, "", {Role.CLERK})

    def test_no_permission_belongs_to_two_administrators_who_write(self) -> None:
        for permission in declared():
            if not permission.name.startswith("orgs.read"):
                assert len(permission.roles & ADMINS) <= 1, permission.name

    def test_administrators_have_no_part_in_the_work(self) -> None:
        for permission in declared():
            if permission.name.startswith("plans."):
                assert not permission.roles & ADMINS, permission.name

    def test_demand_says_why(self) -> None:
        demand(YES)
        with pytest.raises(PermissionDenied, match="因为"):
            demand(no("因为"))

    def test_requires_marks_the_view(self) -> None:
        assert requires(rules.READ_UNITS)(lambda request: None).access is rules.READ_UNITS  # type: ignore[attr-defined]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("role", [None, *Role])
def test_an_address_without_a_rule_is_closed_to_everybody(client: Client, role: Role | None) -> None:
    if role:
        client.force_login(factories.seat(role).person)
    assert client.get("/forgotten/").status_code == 403


class TestSeats:
    def test_a_page_is_opened_from_the_chosen_seat(self, client: Client) -> None:
        person = factories.person()
        first, second = (factories.seat(Role.LIAISON, held_by=person), factories.seat(Role.OFFICER, held_by=person))
        client.force_login(person)
        assert client.get("/").context["actor"].seat_id == first.pk
        client.post(reverse("desk:choose_seat"), {"seat": second.pk})
        assert client.get("/").context["actor"].seat_id == second.pk

    def test_somebody_elses_seat_cannot_be_chosen(self, client: Client) -> None:
        client.force_login(factories.seat(Role.GUEST).person)
        other = factories.seat(Role.CLERK)
        assert client.post(reverse("desk:choose_seat"), {"seat": other.pk}).status_code == 404

    def test_a_seat_taken_away_closes_the_next_page(self, client: Client) -> None:
        seat = factories.seat(Role.CLERK)
        client.force_login(seat.person)
        assert client.get(reverse("orgs:units")).status_code == 200
        services.end_seat(actor=factories.actor_of(Role.SECURITY_ADMIN), seat=seat, reason="调离")
        assert client.get(reverse("orgs:units")).status_code == 403


class TestLogIn:
    def _log_in(self, client: Client, person: Person, password: str = factories.PASSWORD) -> HttpResponse:
        return client.post(reverse("account_login"), {"login": person.username, "password": password})

    def test_it_is_on_the_trail(self, client: Client) -> None:
        person = factories.seat(Role.CLERK).person
        assert self._log_in(client, person)["Location"] == "/"
        event = AuditEvent.objects.get()
        assert (event.verb, event.actor_name, event.subject_id) == ("person.logged_in", str(person), str(person.pk))

    def test_a_wrong_password_is_on_the_trail_without_it(self, client: Client) -> None:
        person = factories.person()
        self._log_in(client, person, "wrong-words-2026")
        event = AuditEvent.objects.get()
        assert (event.verb, event.subject_id) == ("person.login_failed", str(person.pk))
        assert "wrong-words" not in str(event.payload())

    def test_words_that_are_nobodys_name_are_not_kept(self, client: Client) -> None:
        client.post(reverse("account_login"), {"login": "my-secret-password", "password": "x"})
        assert not AuditEvent.objects.exists()

    @pytest.mark.parametrize("closed", ["locked", "deactivated"])
    def test_a_locked_or_closed_account_gets_in_no_more_and_out_at_once(self, client: Client, closed: str) -> None:
        person = factories.seat(Role.CLERK).person
        self._log_in(client, person)
        assert client.get("/").status_code == 200
        if closed == "locked":
            services.lock_person(actor=factories.actor_of(Role.SECURITY_ADMIN), person=person, reason="异常")
        else:
            services.deactivate_person(actor=factories.actor_of(Role.SYSTEM_ADMIN), person=person, reason="调离")
        assert client.get("/").status_code == 302, "out at once"
        answer = self._log_in(client, person)
        assert answer["Location"] == reverse("account_login")
        assert client.get("/").status_code == 302
        assert AuditEvent.objects.filter(verb="person.login_failed").count() == 1

    def test_five_wrong_passwords_close_the_door_for_a_while(self, client: Client) -> None:
        person = factories.person()
        for _attempt in range(5):
            self._log_in(client, person, "wrong-words-2026")
        self._log_in(client, person)
        assert client.get("/").status_code == 302

    def test_a_password_that_was_set_is_changed_first(self, client: Client) -> None:
        seat = factories.seat(Role.CLERK)
        Person.objects.filter(pk=seat.person_id).update(must_change_password=True)
        self._log_in(client, seat.person)
        change = reverse("account_change_password")
        for address in ("/", reverse("orgs:units"), reverse("mfa_index")):
            assert client.get(address)["Location"] == change
        assert client.get(change).status_code == 200
        new = "wangshan-beiwan-2026"
        client.post(change, {"oldpassword": factories.PASSWORD, "password1": new, "password2": new})
        assert client.get("/").status_code == 200, "still logged in, with a password of their own"
        assert Person.objects.get(pk=seat.person_id).check_password(new)
        event = AuditEvent.objects.get(verb="person.password_changed")
        assert (event.actor_id, event.unit_id) == (seat.person_id, seat.unit_id)

    def test_nobody_signs_up(self, client: Client) -> None:
        assert client.get("/account/signup/").status_code == 404


class TestPages:
    """The pages write through the services and show what these refuse."""

    def _as(self, client: Client, role: Role) -> Seat:
        seat = factories.seat(role)
        client.force_login(seat.person)
        return seat

    def test_a_unit_is_registered_and_renamed(self, client: Client) -> None:
        self._as(client, Role.SYSTEM_ADMIN)
        form = {
            "region": factories.region().pk,
            "name": "青禾区司法局",
            "short_name": "区司法局",
            "kind": "member",
            "valid_from": "2015-01-01",
        }
        answer = client.post(reverse("orgs:unit_create"), form)
        unit = Unit.objects.get(name="青禾区司法局")
        assert answer["Location"] == reverse("orgs:unit", args=[unit.pk])
        names = {"name": "青禾区司法和信访局", "short_name": "区司法信访局", "day": "2025-01-01"}
        client.post(reverse("orgs:unit_rename", args=[unit.pk]), names)
        page = client.get(reverse("orgs:unit", args=[unit.pk])).content.decode()
        assert "青禾区司法和信访局" in page
        assert "青禾区司法局" in page

    def test_what_is_refused_stands_at_the_form(self, client: Client) -> None:
        self._as(client, Role.SYSTEM_ADMIN)
        factories.unit("青禾区司法局")
        form = {"region": factories.region().pk, "name": "青禾区司法局", "short_name": "区司法局", "kind": "member"}
        answer = client.post(reverse("orgs:unit_create"), form)
        assert answer.status_code == 200
        assert "error-summary" in answer.content.decode()

    def test_closing_names_what_it_ends(self, client: Client) -> None:
        self._as(client, Role.SYSTEM_ADMIN)
        seat = factories.seat(Role.LIAISON)
        address = reverse("orgs:unit_close", args=[seat.unit_id])
        assert str(seat) in client.get(address).content.decode()
        assert seat.unit in Unit.objects.filter(valid_to__isnull=True), "a look changes nothing"

    def test_a_person_gets_a_seat_from_another_administrator(self, client: Client) -> None:
        admin = self._as(client, Role.SYSTEM_ADMIN)
        form = {"full_name": "周行", "username": "zhou.xing", "unit": admin.unit_id, "password": "liuxi-taoyuan-2026"}
        client.post(reverse("orgs:person_create"), form)
        person = Person.objects.get(username="zhou.xing")
        give = reverse("orgs:seat_give", args=[person.pk])
        seat = {"unit": admin.unit_id, "role": Role.CLERK.value, "valid_from": "2026-01-01"}
        assert client.post(give, seat).status_code == 403
        self._as(client, Role.SECURITY_ADMIN)
        assert client.post(give, seat)["Location"] == reverse("orgs:person", args=[person.pk])
        assert Seat.objects.get(person=person).role == Role.CLERK

    def test_the_roster_shows_who_is_missing(self, client: Client) -> None:
        self._as(client, Role.CLERK)
        missing, held = factories.unit(), factories.seat(Role.LIAISON)
        rows = client.get(reverse("orgs:liaisons")).context["page"]
        assert {unit.pk for unit in rows} == {missing.pk, held.unit_id}
        rows = client.get(reverse("orgs:liaisons"), {"missing": "on"}).context["page"]
        assert [unit.pk for unit in rows] == [missing.pk]

    @pytest.mark.parametrize(
        ("role", "name"),
        [
            (Role.CLERK, "orgs:liaisons_export"),
            (Role.SYSTEM_ADMIN, "orgs:units_export"),
            (Role.SECURITY_ADMIN, "orgs:people_export"),
            (Role.AUDIT_ADMIN, "audit:export"),
        ],
    )
    def test_lists_leave_as_workbooks(self, client: Client, role: Role, name: str) -> None:
        self._as(client, role)
        factories.seat(Role.LIAISON)
        assert client.get(reverse(name)).content.startswith(b"PK")

    def test_filters_that_make_no_sense_are_left_out(self, client: Client) -> None:
        self._as(client, Role.SECURITY_ADMIN)
        for name in ("orgs:units", "orgs:people"):
            query = {"kind": "x", "region": "x", "role": "x", "state": "x", "sort": "x", "page": "x", "per": "x"}
            assert client.get(reverse(name), query).status_code == 200
        self._as(client, Role.AUDIT_ADMIN)
        for days in ({"since": "x", "until": "2026-99-99"}, {"since": "0001-01-01", "until": "9999-12-31"}):
            assert client.get(reverse("audit:events"), days).status_code == 200

    def test_the_chain_is_checked_by_a_button(self, client: Client) -> None:
        self._as(client, Role.AUDIT_ADMIN)
        address = reverse("audit:verify")
        assert client.get(address).context["verdict"] is None
        assert client.post(address).context["verdict"].broken is None
