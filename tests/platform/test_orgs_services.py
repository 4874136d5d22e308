"""Units, people, seats and decided names are changed by services only, each with its rule and its event."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from shuangda.platform import clock
from shuangda.platform.audit.models import AuditEvent
from shuangda.platform.audit.selectors import verify
from shuangda.platform.orgs import selectors, services
from shuangda.platform.orgs.actors import NOBODY, Actor, system
from shuangda.platform.orgs.models import Person, Region, Seat, Unit
from shuangda.platform.orgs.roles import ADMINS, OFFICE, Role
from shuangda.platform.orgs.services.founding import FirstAdmin
from shuangda.platform.orgs.verdicts import Refused
from tests import factories
from tests.factories import actor_of

pytestmark = pytest.mark.django_db
PASSWORD = "liuxi-wangshan-2026"


@pytest.fixture
def system_admin() -> Actor:
    return actor_of(Role.SYSTEM_ADMIN)


@pytest.fixture
def security_admin() -> Actor:
    return actor_of(Role.SECURITY_ADMIN)


def _last() -> AuditEvent:
    event = AuditEvent.objects.last()
    assert event is not None
    return event


def _admins() -> dict[Role, FirstAdmin]:
    return {role: FirstAdmin(role.value, role.label, PASSWORD) for role in ADMINS}


class TestFounding:
    def test_an_empty_installation_gets_its_regions_office_and_administrators(self) -> None:
        founding = services.found(
            regions=[("990000", "临江省"), ("990100", "云川市"), ("990102", "青禾区")],
            office_name="青禾区打击侵权假冒工作领导小组办公室",
            office_short_name="区双打办",
            admins=_admins(),
        )
        assert [founding.region.name, founding.region.parent.name] == ["青禾区", "云川市"]
        assert founding.office.kind == Unit.Kind.OFFICE
        assert {actor.role for actor in founding.actors.values()} == ADMINS
        assert all(person.must_change_password for person in founding.people.values())
        assert verify().events == 3 + 1 + 3 * 2
        unit = services.create_unit(
            actor=founding.actors[Role.SYSTEM_ADMIN],
            region=founding.region,
            name="青禾区市场监督管理局",
            short_name="区市场监管局",
            can_enforce=True,
        )
        assert unit in selectors.units(founding.actors[Role.SYSTEM_ADMIN])

    def test_it_is_founded_once(self) -> None:
        factories.office()
        with pytest.raises(Refused):
            services.found(regions=[("990102", "青禾区")], office_name="甲", office_short_name="乙", admins=_admins())

    def test_one_of_three_administrators_is_not_enough(self) -> None:
        alone = {Role.SYSTEM_ADMIN: FirstAdmin("admin", "管理员", PASSWORD)}
        with pytest.raises(Refused):
            services.found(regions=[("990102", "青禾区")], office_name="甲", office_short_name="乙", admins=alone)


class TestUnits:
    def test_a_unit_is_registered_with_its_event(self, system_admin: Actor) -> None:
        unit = services.create_unit(
            actor=system_admin, region=factories.region(), name=" 青禾区司法局 ", short_name="区司法局"
        )
        event = _last()
        assert (unit.name, event.verb, event.subject_id) == ("青禾区司法局", "unit.created", str(unit.pk))
        assert (event.actor_name, event.after["name"]) == (system_admin.name, "青禾区司法局")

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM_ADMIN}))
    def test_only_the_system_administrator_registers_units(self, role: Role) -> None:
        with pytest.raises(PermissionDenied):
            services.create_unit(
                actor=actor_of(role), region=factories.region(), name="青禾区甲局", short_name="区甲局"
            )
        assert not AuditEvent.objects.exists()

    @pytest.mark.parametrize("actor", [NOBODY, system("test")])
    def test_without_a_seat_nothing_is_registered(self, actor: Actor) -> None:
        with pytest.raises(PermissionDenied):
            services.create_unit(actor=actor, region=factories.region(), name="青禾区甲局", short_name="区甲局")

    def test_a_coordinating_office_never_enforces(self, system_admin: Actor) -> None:
        office = factories.office()
        with pytest.raises(Refused):
            services.change_unit(actor=system_admin, unit=office, can_enforce=True)
        unit = factories.unit(can_enforce=True)
        with pytest.raises(Refused):
            services.change_unit(actor=system_admin, unit=unit, kind=Unit.Kind.OFFICE)
        with pytest.raises(IntegrityError), transaction.atomic():
            Unit.objects.filter(pk=office.pk).update(can_enforce=True)

    def test_a_region_elsewhere_is_out_of_reach(self, system_admin: Actor) -> None:
        elsewhere = factories.region("990103", "望川区")
        with pytest.raises(PermissionDenied):
            services.create_unit(actor=system_admin, region=elsewhere, name="望川区甲局", short_name="区甲局")
        with pytest.raises(PermissionDenied):
            services.close_unit(actor=system_admin, unit=factories.unit(in_region=elsewhere), reason="撤销")
        with pytest.raises(PermissionDenied):
            services.create_region(actor=system_admin, code="990104", name="北湾区", parent=elsewhere)

    @pytest.mark.parametrize("code", ["99", "99010a", "", "9901021"])
    def test_a_region_code_has_its_digits(self, system_admin: Actor, code: str) -> None:
        with pytest.raises(Refused):
            services.create_region(actor=system_admin, code=code, name="某镇", parent=factories.region())

    def test_a_region_is_registered_below(self, system_admin: Actor) -> None:
        town = services.create_region(actor=system_admin, code="990102001", name="柳溪镇", parent=factories.region())
        assert town in selectors.regions(system_admin)
        with pytest.raises(Refused):
            services.create_region(actor=system_admin, code="990102001", name="望山镇", parent=factories.region())

    def test_the_same_name_twice_in_a_region_is_refused(self, system_admin: Actor) -> None:
        factories.unit("青禾区司法局")
        with pytest.raises(Refused, match="青禾区司法局"):
            services.create_unit(
                actor=system_admin, region=factories.region(), name="青禾区司法局", short_name="区司法局"
            )

    def test_an_old_name_stays_with_its_days(self, system_admin: Actor) -> None:
        unit = factories.unit("青禾区文化局", "区文化局", valid_from=date(2010, 1, 1))
        for name, day in (("文化体育局", date(2015, 6, 1)), ("文化和旅游局", date(2019, 3, 1))):
            services.rename_unit(
                actor=system_admin, unit=unit, name=f"青禾区{name}", short_name=f"区{name}", day=day, reason="机构改革"
            )
        names = {(n.name, n.former, n.valid_from, n.valid_to) for n in unit.names.all()}
        assert names == {
            ("青禾区文化局", True, date(2010, 1, 1), date(2015, 5, 31)),
            ("区文化局", True, date(2010, 1, 1), date(2015, 5, 31)),
            ("青禾区文化体育局", True, date(2015, 6, 1), date(2019, 2, 28)),
            ("区文化体育局", True, date(2015, 6, 1), date(2019, 2, 28)),
        }
        unit.refresh_from_db()
        assert (unit.name, _last().reason) == ("青禾区文化和旅游局", "机构改革")
        with pytest.raises(Refused):
            services.rename_unit(
                actor=system_admin, unit=unit, name="青禾区文旅局", short_name="区文旅局", day=date(2018, 1, 1)
            )

    def test_another_name_is_noted_once(self, system_admin: Actor) -> None:
        unit = factories.unit("青禾区市场监督管理局")
        services.add_unit_name(actor=system_admin, unit=unit, name="青禾区知识产权局", valid_from=date(2019, 1, 1))
        with pytest.raises(Refused):
            services.add_unit_name(actor=system_admin, unit=unit, name="青禾区知识产权局")
        with pytest.raises(Refused):
            services.add_unit_name(
                actor=system_admin, unit=unit, name="区知产局", valid_from=date(2020, 1, 1), valid_to=date(2019, 1, 1)
            )

    def test_a_closed_unit_holds_no_seats_from_the_next_day(self, system_admin: Actor) -> None:
        unit = factories.unit()
        seat = factories.seat(Role.LIAISON, unit)
        services.close_unit(actor=system_admin, unit=unit, reason="撤销")
        assert list(selectors.seats_of(seat.person)) == [seat]
        with clock.at(clock.now() + timedelta(days=1)):
            assert not selectors.seats_of(seat.person)
            with pytest.raises(Refused):
                services.close_unit(actor=system_admin, unit=unit)

    def test_units_below_are_closed_first(self, system_admin: Actor) -> None:
        above = factories.unit()
        below = factories.unit(superior=above)
        with pytest.raises(Refused, match=below.short_name):
            services.close_unit(actor=system_admin, unit=above)

    def test_no_unit_stands_above_itself(self, system_admin: Actor) -> None:
        above = factories.unit()
        below = factories.unit(superior=above)
        with pytest.raises(Refused):
            services.change_unit(actor=system_admin, unit=above, superior=below)

    def test_a_change_that_changes_nothing_leaves_no_event(self, system_admin: Actor) -> None:
        services.change_unit(actor=system_admin, unit=factories.unit(), can_enforce=False)
        assert not AuditEvent.objects.exists()


class TestPeople:
    def _create(self, actor: Actor, **values: object) -> Person:
        given = {"username": "Zhou.Xing", "full_name": "周行", "unit": factories.office(), "password": PASSWORD}
        return services.create_person(actor=actor, **{**given, **values})  # type: ignore[arg-type]

    def test_a_new_person_must_choose_their_own_password(self, system_admin: Actor) -> None:
        person = self._create(system_admin, phone="000-0000000")
        assert (person.username, person.must_change_password, person.is_active) == ("zhou.xing", True, True)
        assert person.check_password(PASSWORD)
        assert not selectors.seats_of(person), "no seat comes with an account"
        event = _last()
        assert "000-0000000" not in str(event.payload())
        assert PASSWORD not in str(event.payload())

    @pytest.mark.parametrize("password", ["short", "12345678901", "password", "zhou.xing"])
    def test_a_weak_password_is_refused(self, system_admin: Actor, password: str) -> None:
        with pytest.raises(Refused):
            self._create(system_admin, password=password)

    def test_a_log_in_name_is_given_once(self, system_admin: Actor) -> None:
        self._create(system_admin)
        with pytest.raises(Refused, match="zhou"):
            self._create(system_admin, username="ZHOU.XING")

    def test_the_trail_names_changed_fields_not_their_values(self, system_admin: Actor) -> None:
        person = factories.person(unit=factories.office())
        services.change_person(actor=system_admin, person=person, phone="000-1111111", post="科长")
        assert _last().after == {"fields": ["phone", "post"]}

    def test_a_password_that_was_set_must_be_changed(self, system_admin: Actor) -> None:
        person = factories.person(unit=factories.office())
        services.set_password(actor=system_admin, person=person, password=PASSWORD, reason="忘记密码")
        person.refresh_from_db()
        assert person.must_change_password
        services.change_own_password(actor=NOBODY, person=person, password="beiwan-qinghe-2026")
        person.refresh_from_db()
        assert (person.must_change_password, person.check_password("beiwan-qinghe-2026")) == (False, True)

    def test_nobody_closes_their_own_account(self, system_admin: Actor) -> None:
        with pytest.raises(PermissionDenied):
            services.deactivate_person(actor=system_admin, person=Person.objects.get(pk=system_admin.person_id))

    def test_closing_and_opening_again(self, system_admin: Actor) -> None:
        person = factories.seat(Role.CLERK).person
        services.deactivate_person(actor=system_admin, person=person, reason="调离")
        person.refresh_from_db()
        assert not person.is_active
        with pytest.raises(Refused):
            services.deactivate_person(actor=system_admin, person=person)
        services.reactivate_person(actor=system_admin, person=person, reason="返回")
        person.refresh_from_db()
        assert person.is_active

    def test_locks_are_the_security_administrators(self, system_admin: Actor, security_admin: Actor) -> None:
        person = factories.seat(Role.CLERK).person
        with pytest.raises(PermissionDenied):
            services.lock_person(actor=system_admin, person=person)
        services.lock_person(actor=security_admin, person=person, reason="账号异常")
        with pytest.raises(Refused):
            services.lock_person(actor=security_admin, person=person)
        services.unlock_person(actor=security_admin, person=person, reason="已核实")
        for act in (services.set_password, services.deactivate_person):
            with pytest.raises(PermissionDenied):
                act(actor=security_admin, person=person, **({"password": PASSWORD} if "set" in act.__name__ else {}))


class TestSeats:
    def test_a_seat_is_given_and_ended_at_once(self, security_admin: Actor) -> None:
        unit, person = factories.unit(), factories.person(unit=factories.office())
        seat = services.give_seat(actor=security_admin, person=person, unit=unit, role=Role.LIAISON)
        assert selectors.acting_seat(person, None) == seat
        services.end_seat(actor=security_admin, seat=seat, reason="换人")
        assert selectors.acting_seat(person, None) is None
        assert _last().after["at_once"] is True
        again = services.give_seat(actor=security_admin, person=person, unit=unit, role=Role.LIAISON)
        assert selectors.acting_seat(person, None) == again

    def test_a_seat_can_end_after_a_day_to_come(self, security_admin: Actor) -> None:
        seat = factories.seat(Role.LIAISON)
        services.end_seat(actor=security_admin, seat=seat, last_day=clock.today() + timedelta(days=3))
        assert selectors.acting_seat(seat.person, None) == seat
        with clock.at(clock.now() + timedelta(days=4)):
            assert selectors.acting_seat(seat.person, None) is None

    def test_who_held_a_seat_on_a_past_day_stays_known(self, security_admin: Actor) -> None:
        seat = factories.seat(Role.LIAISON, valid_from=date(2024, 1, 1))
        with clock.at(datetime(2025, 5, 6, 4, tzinfo=UTC)):
            services.end_seat(actor=security_admin, seat=seat)
        assert seat in Seat.objects.on(date(2025, 5, 5))
        assert seat not in Seat.objects.on(date(2025, 5, 6))
        assert seat not in Seat.objects.on(date(2025, 5, 7))

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECURITY_ADMIN}))
    def test_only_the_security_administrator_gives_seats(self, role: Role) -> None:
        person = factories.person(unit=factories.office())
        with pytest.raises(PermissionDenied):
            services.give_seat(actor=actor_of(role), person=person, unit=factories.office(), role=Role.CLERK)

    def test_nobody_gives_a_seat_to_themself(self, security_admin: Actor) -> None:
        me = Person.objects.get(pk=security_admin.person_id)
        with pytest.raises(PermissionDenied):
            services.give_seat(actor=security_admin, person=me, unit=factories.office(), role=Role.CLERK)
        own = Seat.objects.get(pk=security_admin.seat_id)
        with pytest.raises(Refused):
            services.end_seat(actor=security_admin, seat=own)

    @pytest.mark.parametrize(
        ("held", "wanted"),
        [
            (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN),
            (Role.SECURITY_ADMIN, Role.AUDIT_ADMIN),
            (Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN),
            (Role.SYSTEM_ADMIN, Role.CLERK),
            (Role.CLERK, Role.AUDIT_ADMIN),
            (Role.GUEST, Role.SYSTEM_ADMIN),
        ],
    )
    def test_administrators_are_apart(self, security_admin: Actor, held: Role, wanted: Role) -> None:
        office = factories.office()
        person = factories.seat(held, office).person
        with pytest.raises(Refused):
            services.give_seat(actor=security_admin, person=person, unit=office, role=wanted)

    def test_also_from_a_seat_that_only_begins_later(self, security_admin: Actor) -> None:
        office, person = factories.office(), factories.person(unit=factories.office())
        later = clock.today() + timedelta(days=30)
        services.give_seat(actor=security_admin, person=person, unit=office, role=Role.CLERK, valid_from=later)
        with pytest.raises(Refused):
            services.give_seat(actor=security_admin, person=person, unit=office, role=Role.AUDIT_ADMIN)

    @pytest.mark.parametrize("role", sorted(OFFICE))
    def test_office_roles_sit_in_an_office(self, security_admin: Actor, role: Role) -> None:
        with pytest.raises(Refused):
            services.give_seat(
                actor=security_admin,
                person=factories.person(unit=factories.office()),
                unit=factories.unit(),
                role=role,
            )

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.LIAISON, Role.UNIT_HEAD])
    def test_an_office_has_no_enforcement_officers_nor_unit_roles(self, security_admin: Actor, role: Role) -> None:
        office = factories.office()
        with pytest.raises(Refused):
            services.give_seat(actor=security_admin, person=factories.person(unit=office), unit=office, role=role)

    def test_an_officer_needs_a_unit_with_enforcement_power(self, security_admin: Actor) -> None:
        person = factories.person(unit=factories.office())
        with pytest.raises(Refused):
            services.give_seat(actor=security_admin, person=person, unit=factories.unit(), role=Role.OFFICER)
        unit = factories.unit(can_enforce=True)
        assert services.give_seat(actor=security_admin, person=person, unit=unit, role=Role.OFFICER)

    def test_the_same_seat_twice_is_refused(self, security_admin: Actor) -> None:
        seat = factories.seat(Role.LIAISON)
        with pytest.raises(Refused):
            services.give_seat(actor=security_admin, person=seat.person, unit=seat.unit, role=seat.role)

    def test_a_closed_account_or_unit_gets_no_seat(self, security_admin: Actor) -> None:
        away = factories.person(unit=factories.office(), is_active=False)
        with pytest.raises(Refused):
            services.give_seat(actor=security_admin, person=away, unit=factories.office(), role=Role.CLERK)
        closed = factories.unit(valid_to=clock.today() - timedelta(days=1))
        with pytest.raises(Refused):
            services.give_seat(
                actor=security_admin,
                person=factories.person(unit=factories.office()),
                unit=closed,
                role=Role.LIAISON,
            )


class TestDecidedNames:
    def test_a_later_decision_replaces_an_earlier_one(self) -> None:
        clerk, first, second = actor_of(Role.CLERK), factories.unit(), factories.unit()
        office = factories.office()
        services.decide_alias(actor=clerk, office=office, name=" 区 某办 ", units=[first])
        alias = services.decide_alias(actor=clerk, office=office, name="区某办", units=[second])
        assert list(alias.units.all()) == [second]
        assert (_last().before, _last().after) == ({"units": [first.pk]}, {"units": [second.pk]})
        services.drop_alias(actor=clerk, alias=alias)
        assert not office.aliases.exists()
        assert _last().verb == "alias.dropped"

    def test_an_office_decides_for_itself_only(self) -> None:
        elsewhere = factories.office(factories.region("990103", "望川区"))
        with pytest.raises(PermissionDenied):
            services.decide_alias(actor=actor_of(Role.CLERK), office=elsewhere, name="区某办", units=[factories.unit()])

    @pytest.mark.parametrize("role", sorted(set(Role) - OFFICE))
    def test_only_the_office_decides(self, role: Role) -> None:
        with pytest.raises(PermissionDenied):
            services.decide_alias(actor=actor_of(role), office=factories.office(), name="某", units=[factories.unit()])

    def test_a_decision_names_open_units(self) -> None:
        clerk, office = actor_of(Role.CLERK), factories.office()
        closed = factories.unit(valid_to=clock.today() - timedelta(days=1))
        for units in ([], [closed]):
            with pytest.raises(Refused):
                services.decide_alias(actor=clerk, office=office, name="某办", units=units)


class TestScope:
    def test_who_sees_which_units(self) -> None:
        district = factories.district()
        town = factories.region("990102001", "柳溪镇", district)
        elsewhere = factories.unit("望川区甲局", in_region=factories.region("990103", "望川区"))
        bureau, station = factories.unit(), factories.unit("柳溪镇综合所", in_region=town)
        branch = factories.unit(superior=bureau)
        everything = {factories.office(), bureau, station, branch}
        for role in OFFICE | {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}:
            assert set(selectors.units(actor_of(role))) == everything, role
        for role in (Role.UNIT_HEAD, Role.LIAISON, Role.OFFICER, Role.GUEST):
            assert set(selectors.units(actor_of(role, bureau))) == {bureau, branch}, role
        assert not selectors.units(actor_of(Role.AUDIT_ADMIN))
        assert not selectors.units(NOBODY)
        assert not selectors.units(system("job"))
        assert elsewhere.pk not in selectors.units(actor_of(Role.CLERK)).values_list("pk", flat=True)

    def test_people_are_seen_through_their_units(self) -> None:
        here, there = factories.unit(), factories.unit(in_region=factories.region("990103", "望川区"))
        unseated, guest_here = factories.person(unit=here), factories.seat(Role.GUEST, here, factories.person()).person
        stranger = factories.person(unit=there)
        seen = set(selectors.people(actor_of(Role.SECURITY_ADMIN)))
        assert {unseated, guest_here} <= seen
        assert stranger not in seen
        assert not selectors.people(NOBODY)

    def test_members_of_an_office(self) -> None:
        office, member = factories.office(), factories.unit()
        factories.unit(kind=Unit.Kind.COUNTY)
        factories.unit(valid_to=date(2020, 1, 1))
        factories.unit(in_region=factories.region("990103", "望川区"))
        assert list(selectors.members_of(office)) == [member]

    def test_the_roster_is_for_the_office(self) -> None:
        unit = factories.unit()
        assert list(selectors.liaisons(actor_of(Role.OFFICE_HEAD))) == [unit]
        assert not selectors.liaisons(actor_of(Role.LIAISON))

    def test_regions_know_their_tree(self) -> None:
        district = factories.district()
        assert district.parent is not None
        city_office = factories.office(district.parent)
        seen = selectors.regions(actor_of(Role.CLERK, city_office))
        assert set(seen) == set(Region.objects.filter(code__in=["990100", "990102"]))
