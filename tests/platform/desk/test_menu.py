from __future__ import annotations

import pytest

from shuangda.platform.desk.menu import SETTINGS, Group, MenuEntry, current_entry, menu_for, register
from shuangda.platform.orgs.actors import NOBODY, Actor
from shuangda.platform.orgs.permissions import PUBLIC, SIGNED_IN, Permission
from shuangda.platform.orgs.roles import Role

CLERKS = Permission("test.clerks", "", frozenset({Role.CLERK}))
AUDITORS = Permission("test.auditors", "", frozenset({Role.AUDIT_ADMIN}))


@pytest.fixture
def filled() -> None:
    plans = Group("部署", 10)
    register(MenuEntry("查看痕迹", "mfa_index", AUDITORS, "shield", SETTINGS, 20))
    register(MenuEntry("密码", "account_change_password", SIGNED_IN, "key", SETTINGS, 10))
    register(MenuEntry("搜索", "desk:search", CLERKS, "search", plans, 10))


def _seen(role: Role | None) -> dict[str, list[str]]:
    return {
        str(section.label): [str(entry.label) for entry in section.entries] for section in menu_for(Actor(role=role))
    }


@pytest.mark.usefixtures("filled")
def test_each_role_sees_what_it_may_open_in_order() -> None:
    home, settings = [str(menu_for(NOBODY)[0].entries[0].label)], str(SETTINGS.label)
    assert _seen(Role.CLERK) == {"": home, "部署": ["搜索"], settings: ["密码"]}
    assert _seen(Role.AUDIT_ADMIN) == {"": home, settings: ["密码", "查看痕迹"]}
    assert _seen(None) == {"": home, settings: ["密码"]}


def test_an_address_stands_in_the_menu_once() -> None:
    with pytest.raises(ValueError, match="desk:home"):
        register(MenuEntry("again", "desk:home", PUBLIC, "home"))


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("path", "label"),
    [("/search/", "搜索"), ("/search/7/edit/", "搜索"), ("/account/2fa/codes/", "查看痕迹"), ("/elsewhere/", None)],
)
def test_a_page_belongs_to_the_longest_address_it_begins_with(path: str, label: str | None) -> None:
    everything = [*menu_for(Actor(role=Role.CLERK)), *menu_for(Actor(role=Role.AUDIT_ADMIN))]
    found = current_entry(path, everything)
    assert (found and str(found[1].label)) == label


@pytest.mark.usefixtures("filled")
def test_the_page_marks_its_entry_and_names_the_way(as_clerk) -> None:
    page = as_clerk.get("/search/").content.decode()
    assert 'aria-current="page"><svg class="icon"' in page
    assert page.index("部署") < page.index('class="crumb crumb-group"')
