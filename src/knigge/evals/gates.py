"""Floors under scores into those that are kept and those that are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from knigge.domain.words import STRICT
from knigge.errors import SettingsError
from knigge.evals import proving
from knigge.evals.cases import SUITES, EvalCase
from knigge.evals.scoring import Score

# Without a floor of its own no case of a suite may fail: an absent setting never means "look at nothing".
_DEFAULT = {"held": 1.0}
CORPUS = "corpus"


@dataclass(frozen=True, slots=True)
class Gates:
    """What a run must reach.

    gates: by suite, the least value of scores by their names. models: the same for a model by its name, instead of these.
    known: cases that are known to fail, and the words in which they do; a floor under `held` takes them as they are.
    """

    __pydantic_config__ = STRICT

    gates: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    models: Mapping[str, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)

    def of(self, suite: str, model: str) -> Mapping[str, float]:
        """Return the floors of a suite as a model runs it; what somebody imports is measured, and has none by itself."""
        return self.models.get(model, self.gates).get(suite) or ({} if suite == CORPUS else _DEFAULT)


class Gate(NamedTuple):
    """A floor, and the score that has to reach it; None for one that was not measured."""

    suite: str
    model: str
    name: str
    floor: float
    value: float | None

    @property
    def passed(self) -> bool:
        """True when the score is there and no lower than the floor."""
        return self.value is not None and self.value >= self.floor


def load(path: Path) -> Gates:
    """Return the gates of a TOML file, the defaults where there is none.

    Raises SettingsError naming the file, the field and the way out.
    """
    if not path.exists():
        return Gates()
    import tomllib

    from knigge.parsing.files import decode, read_bytes
    from knigge.yamlfile import validate

    try:
        values: dict[str, Any] = tomllib.loads(decode(read_bytes(str(path), SettingsError), path.name, SettingsError))
    except ValueError as fault:
        raise SettingsError(f"{path.name}: is not valid TOML ({fault}). Mend it there.") from fault
    _refuse_odd(values, path.name)
    found: Gates = validate(Gates, values, path.name, SettingsError)
    return found


def _refuse_odd(values: Mapping[str, Any], name: str) -> None:
    """Refuse floors of what is no suite, floors that are no share, and failures that are listed without what is wrong."""
    tables = [(f"{name}: gates", values.get("gates", {}))]
    models = values.get("models", {})
    tables += [(f"{name}: models.{model}", each) for model, each in models.items()] if isinstance(models, dict) else []
    for place, table in tables:
        proving.only(table, (*SUITES, CORPUS), place)
        for suite, floors in table.items():
            for score, floor in floors.items() if isinstance(floors, dict) else ():
                if isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1:
                    raise SettingsError(f"{place}.{suite}.{score} is {floor!r}, but must be a number from 0 to 1.")
    known = values.get("known", {})
    for case, words in known.items() if isinstance(known, dict) else ():
        if not isinstance(words, str) or not words.strip():
            raise SettingsError(f"{name}: known.{case!r} must tell what is wrong, in the words of the report.")


def refuse_ghosts(gates: Gates, every: Sequence[EvalCase]) -> None:
    """Raise SettingsError for a case that is listed as known to fail, and is not there; suites that were not read are left alone."""
    read = {case.suite for case in every}
    there = {case.id for case in every}
    for case in gates.known:
        suite = case.partition("/")[0]
        if suite not in (*SUITES, CORPUS) or (suite in read and case not in there):
            near = get_close_matches(case, there, 1, 0.8)
            hint = f"Did you mean {near[0]!r}?" if near else "Write suite/file/name of a case, or take it off."
            raise SettingsError(f"gates.toml: known: there is no case {case!r}. {hint}")


def held(gates: Gates, scores: Sequence[Score], ran: Sequence[tuple[str, str]]) -> tuple[Gate, ...]:
    """Return the gates of the suites and models that ran, each with its score."""
    values = {(s.suite, s.model, s.name): s.value for s in scores if not s.label}
    return tuple(
        Gate(suite, model, name, floor, values.get((suite, model, name)))
        for suite, model in ran
        for name, floor in gates.of(suite, model).items()
    )
