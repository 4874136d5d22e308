"""The trail is append-only, never forks, and tells where somebody with the keys to the database changed it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from shuangda.platform.audit import chain, selectors
from shuangda.platform.audit.models import AuditEvent, ChainHead
from shuangda.platform.audit.services import record
from shuangda.platform.orgs.actors import Actor, system
from shuangda.platform.orgs.models import Region
from tests import factories

ACTOR = Actor(person_id=7, name="林小禾", unit_id=3, unit_name="区双打办", request_id="r1")


def _record(number: int, actor: Actor = ACTOR) -> AuditEvent:
    subject = Region(pk=number, name=f"第{number}区")
    return record(actor=actor, verb="region.changed", subject=subject, after={"name": subject.name}, reason="更正")


@pytest.fixture
def ten_events(db: None) -> None:
    for number in range(1, 11):
        _record(number)


@contextmanager
def _with_the_keys() -> Iterator[None]:
    """Do what only the owner of the database can: switch the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER audit_append_only")
        yield
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER audit_append_only")


def test_an_untouched_chain_holds(ten_events: None) -> None:
    verdict = selectors.verify()
    assert (verdict.events, verdict.broken) == (10, None)
    assert verdict.head == ChainHead.objects.get().sha256


def test_an_empty_chain_holds(db: None) -> None:
    assert selectors.verify() == selectors.Verdict(0, None, chain.GENESIS)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_refuses_changes(ten_events: None, act: str) -> None:
    rows = AuditEvent.objects.filter(seq=4)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(reason="别的") if act == "update" else rows._raw_delete("default")
    assert selectors.verify().broken is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "'别人'"),
        ("at", "at + interval '1 second'"),
        ("after", "'{}'"),
        ("verb", "'region.created'"),
        ("sm3", "repeat('0', 64)"),
        ("unit_id", "null"),
    ],
)
def test_a_changed_event_is_named(ten_events: None, column: str, value: str) -> None:
    with _with_the_keys():
        _sql(f"UPDATE audit_auditevent SET {column} = {value} WHERE seq = 4")  # noqa: S608
    assert _broken_at() == 4


def test_a_removed_event_is_named(ten_events: None) -> None:
    with _with_the_keys():
        _sql("DELETE FROM audit_auditevent WHERE seq = 4")
    assert _broken_at() == 4


def test_removing_the_end_is_noticed_by_the_head(ten_events: None) -> None:
    with _with_the_keys():
        _sql("DELETE FROM audit_auditevent WHERE seq > 7")
    assert _broken_at() == 8


def test_an_event_appended_past_the_software_is_named(ten_events: None) -> None:
    last = AuditEvent.objects.get(seq=10)
    forged = AuditEvent(seq=11, at=last.at, actor_name="林小禾", verb="x.y", subject_type="x", subject_id="1")
    forged.previous = last.sha256
    forged.sha256, forged.sm3 = chain.digests(last.sha256, forged.payload())
    forged.save(force_insert=True)
    assert _broken_at() == 11


def test_an_inserted_event_is_named_where_it_was_put(ten_events: None) -> None:
    with _with_the_keys():
        _sql("UPDATE audit_auditevent SET seq = seq + 1000 WHERE seq > 4")
        _sql("UPDATE audit_auditevent SET seq = seq - 999 WHERE seq > 1000")
        last = AuditEvent.objects.get(seq=4)
        forged = AuditEvent(seq=5, at=last.at, actor_name="林小禾", verb="x.y", subject_type="x", subject_id="1")
        forged.previous = last.sha256
        forged.sha256, forged.sm3 = chain.digests(last.sha256, forged.payload())
        forged.save(force_insert=True)
    assert _broken_at() == 6, "the forged link fits, but the next one followed another event"


def test_events_in_another_order_are_named(ten_events: None) -> None:
    with _with_the_keys():
        _sql("UPDATE audit_auditevent SET seq = 99 WHERE seq = 4")
        _sql("UPDATE audit_auditevent SET seq = 4 WHERE seq = 5")
        _sql("UPDATE audit_auditevent SET seq = 5 WHERE seq = 99")
    assert _broken_at() == 4


def test_a_head_that_was_set_back_is_noticed(ten_events: None) -> None:
    earlier = AuditEvent.objects.get(seq=6)
    ChainHead.objects.update(seq=6, sha256=earlier.sha256)
    assert _broken_at() == 7


def test_an_event_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        _record(1)


def test_an_event_goes_with_its_action(transactional_db: None) -> None:
    with transaction.atomic():
        _record(1)
        transaction.set_rollback(True)
    assert selectors.verify().events == 0


def test_eight_writers_at_once_make_one_chain(transactional_db: None) -> None:
    """Each works on a connection of its own, in transactions of its own."""
    start, failures = threading.Barrier(8), []

    def write(writer: int) -> None:
        try:
            start.wait(timeout=30)
            for number in range(12):
                with transaction.atomic():
                    _record(writer * 100 + number, system(f"writer{writer}"))
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    verdict = selectors.verify()
    assert (verdict.events, verdict.broken) == (96, None)
    assert AuditEvent.objects.values("previous").distinct().count() == 96, "no two events follow the same one"


@pytest.mark.parametrize("value", [1.5, {1: "一"}, object(), {"deep": [b"bytes"]}])
def test_what_would_come_back_changed_is_refused(db: None, value: object) -> None:
    with pytest.raises(TypeError):
        record(actor=ACTOR, verb="x.y", subject=Region(pk=1), after={"value": value})


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=8), _json, max_size=5))
def test_the_bytes_of_a_payload_do_not_depend_on_its_order(payload: dict[str, object]) -> None:
    turned = dict(reversed(payload.items()))
    assert chain.canonical(payload) == chain.canonical(turned)
    assert chain.digests(chain.GENESIS, payload) == chain.digests(chain.GENESIS, turned)


def test_the_trail_of_a_region_is_for_its_audit_administrator(db: None) -> None:
    audit_admin = factories.actor_of(factories.Role.AUDIT_ADMIN)
    elsewhere = factories.unit("望川区商务局", in_region=factories.region("990103", "望川区"))
    _record(1, audit_admin)
    _record(2, Actor(person_id=9, name="别处的人", unit_id=elsewhere.pk))
    _record(3, system("test"))
    assert [event.subject_id for event in selectors.events(audit_admin)] == ["1", "3"]
    for role in set(factories.Role) - {factories.Role.AUDIT_ADMIN}:
        assert not selectors.events(factories.actor_of(role)).exists()


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _broken_at() -> int | None:
    broken = selectors.verify().broken
    return broken.seq if broken else None
