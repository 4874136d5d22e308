from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from lxml import html

from shuangda.platform.orgs.models import Seat
from shuangda.platform.orgs.roles import Role

from .conftest import PASSWORD

PAGES = [
    "/",
    "/?tab=done",
    "/?tab=started",
    "/search/",
    "/search/?q=市场",
    "/account/password/",
    "/account/2fa/",
    "/account/logout/",
    "/closed/",
    "/nowhere/",
]


def assert_nothing_inline(page: str) -> None:
    """What the Content Security Policy would block must not be there."""
    tree = html.fromstring(page)
    assert not tree.xpath("//style | //*[@style] | //script[not(@src)]")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert not tree.xpath("//*[starts-with(@href, 'javascript:')]")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_a_main_part_and_nothing_inline(as_clerk, path: str, language: str) -> None:
    as_clerk.cookies["django_language"] = language
    response = as_clerk.get(path)
    page = response.content.decode()
    tree = html.fromstring(page)
    assert_nothing_inline(page)
    assert tree.get("lang") == language
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main[@id='content']")) == 1
    assert tree.xpath("//h1")[0].text_content().strip()
    assert len(tree.xpath("//*[@aria-live='polite']")) == 1
    assert "default-src 'self'" in response["Content-Security-Policy"]


def test_the_log_in_page_is_whole(client, db) -> None:
    page = client.get("/account/login/").content.decode()
    assert_nothing_inline(page)
    assert "双打" in page
    assert "打击侵权假冒工作平台" in page
    assert "signup" not in page


def test_log_in_leads_to_the_work_place_and_out_again(client, clerk) -> None:
    response = client.post("/account/login/", {"login": "clerk", "password": PASSWORD})
    assert response.headers["Location"] == "/"
    assert client.post("/account/logout/").headers["Location"] == "/account/login/"
    assert client.get("/").headers["Location"].startswith("/account/login/")


def test_five_wrong_passwords_close_the_account_for_a_while(client, clerk) -> None:
    cache.clear()
    for _attempt in range(5):
        client.post("/account/login/", {"login": "clerk", "password": "wrong"})
    page = client.post("/account/login/", {"login": "clerk", "password": PASSWORD}).content.decode()
    assert 'class="error-summary"' in page
    assert client.get("/").status_code == 302
    cache.clear()


def test_a_browser_that_names_its_origin_may_log_in(clerk) -> None:
    """The referrer policy must not make browsers send `Origin: null`."""
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/account/login/")
    assert page["Referrer-Policy"] == "same-origin"
    form = {"login": "clerk", "password": PASSWORD, "csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    assert browser.post("/account/login/", form, headers={"origin": "http://testserver"}).status_code == 302


def test_the_language_is_switched_by_a_form_and_stays(as_clerk) -> None:
    assert "工作台" in as_clerk.get("/").content.decode()
    response = as_clerk.post("/language/", {"language": "en", "next": "/search/?q=ab"})
    assert response.headers["Location"] == "/search/?q=ab"
    page = as_clerk.get("/").content.decode()
    assert "Work place" in page
    assert "工作台" not in page


def test_a_person_with_two_seats_chooses_from_which_to_act(as_clerk, clerk, bureau) -> None:
    assert "切换岗位" not in as_clerk.get("/").content.decode()
    second = Seat.objects.create(person=clerk.person, unit=bureau, role=Role.LIAISON)
    assert "切换岗位" in as_clerk.get("/").content.decode()
    assert as_clerk.post("/seat/", {"seat": second.pk}).headers["Location"] == "/"
    assert as_clerk.get("/").wsgi_request.actor.unit_id == bureau.pk


def test_nobody_takes_a_seat_that_is_not_theirs(as_clerk, clerk, liaison) -> None:
    ended = Seat.objects.create(
        person=clerk.person, unit=liaison.unit, role=Role.LIAISON, valid_to=timezone.localdate().replace(year=2020)
    )
    for seat in (str(liaison.pk), str(ended.pk), "", "x", "9" * 30):
        assert as_clerk.post("/seat/", {"seat": seat}).status_code == 404
    assert as_clerk.get("/seat/").status_code == 405
    assert as_clerk.get("/").wsgi_request.actor.seat_id == clerk.pk


def test_a_forbidden_page_says_why_and_who_one_is(as_clerk) -> None:
    response = as_clerk.get("/closed/")
    page = response.content.decode()
    assert response.status_code == 403
    assert "只有办公室可以下发&lt;文件&gt;。" in page
    assert "区双打办" in page


def test_a_fault_shows_a_plain_page_without_details(client, clerk) -> None:
    client.force_login(clerk.person)
    client.raise_request_exception = False
    page = client.get("/broken/").content.decode()
    assert_nothing_inline(page)
    assert "系统出错" in page
    assert "on purpose" not in page


def test_a_person_without_a_seat_gets_a_frame_that_says_so(client, clerk) -> None:
    clerk.delete()
    client.force_login(clerk.person)
    page = client.get("/").content.decode()
    assert "暂无岗位，请联系系统管理员。" in page


def test_a_closed_account_is_told_so_and_stays_outside(client, clerk) -> None:
    clerk.person.is_active = False
    clerk.person.save()
    response = client.post("/account/login/", {"login": "clerk", "password": PASSWORD}, follow=True)
    assert "系统管理员" in response.content.decode()
    assert client.get("/").status_code == 302
