import pytest

from shuangda.kernel.workflow import ImpossibleTransition, Workflow

DOOR = Workflow({"open": {"shut": "ajar"}, "shut": {"ajar": "shut"}})


def test_an_act_leads_from_state_to_state() -> None:
    assert DOOR.target("shut", "open") == "ajar"
    assert DOOR.allows("ajar", "shut")
    assert not DOOR.allows("ajar", "open")


def test_an_act_that_does_not_fit_says_so() -> None:
    with pytest.raises(ImpossibleTransition) as caught:
        DOOR.target("ajar", "open")
    assert (caught.value.state, caught.value.act) == ("ajar", "open")


def test_an_unknown_act_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        DOOR.target("ajar", "paint")


def test_the_table_names_its_states() -> None:
    assert DOOR.states() == {"shut", "ajar"}
