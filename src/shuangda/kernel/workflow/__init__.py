"""Transition tables as data: which act leads from where to where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class ImpossibleTransition(Exception):
    """The act does not fit the state. `state` and `act` say which."""

    def __init__(self, state: str, act: str) -> None:
        super().__init__(f"{act} is not possible in state {state}")
        self.state, self.act = state, act


@dataclass(frozen=True, slots=True)
class Workflow:
    """`acts[act][state]` is the state that `act` leads to from `state`."""

    acts: Mapping[str, Mapping[str, str]]

    def allows(self, state: str, act: str) -> bool:
        return state in self.acts[act]

    def target(self, state: str, act: str) -> str:
        """The state after the act. Raises ImpossibleTransition; KeyError for an act that is not in the table."""
        try:
            return self.acts[act][state]
        except KeyError:
            if act not in self.acts:
                raise
            raise ImpossibleTransition(state, act) from None

    def states(self) -> frozenset[str]:
        """Every state that the table names."""
        return frozenset(s for moves in self.acts.values() for pair in moves.items() for s in pair)
