"""Floors under scores into those that are kept and those that are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from knigge.domain.words import STRICT
from knigge.errors import SettingsError
from knigge.evals.scoring import Score

# Without a floor of its own no case of a suite may fail: an absent setting never means "look at nothing".
_DEFAULT = {"held": 1.0}


@dataclass(frozen=True, slots=True)
class Gates:
    """What a run must reach.

    gates: by suite, the least value of scores by their names. models: the same for a model by its name, instead of these.
    known: cases that are known to fail, and why; a floor under `held` takes them as they are.
    """

    __pydantic_config__ = STRICT

    gates: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    models: Mapping[str, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)

    def of(self, suite: str, model: str) -> Mapping[str, float]:
        """Return the floors of a suite as a model runs it; what somebody imports is measured, and has none by itself."""
        return self.models.get(model, self.gates).get(suite, {} if suite == "corpus" else _DEFAULT)


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
    found: Gates = validate(Gates, values, path.name, SettingsError)
    return found


def held(gates: Gates, scores: Sequence[Score], ran: Sequence[tuple[str, str]]) -> tuple[Gate, ...]:
    """Return the gates of the suites and models that ran, each with its score."""
    values = {(s.suite, s.model, s.name): s.value for s in scores if not s.label}
    return tuple(
        Gate(suite, model, name, floor, values.get((suite, model, name)))
        for suite, model in ran
        for name, floor in gates.of(suite, model).items()
    )
