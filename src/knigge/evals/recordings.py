"""A folder of recorded answers into models that give them again, and never ask anybody; or that ask, and record."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import asdict
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from knigge import channels, models, prompts
from knigge.domain import Brief, Draft, Policy, Prompt, Reply, Usage
from knigge.drafting import stage_of
from knigge.errors import KniggeError, ModelError, SettingsError
from knigge.models.offline import compose
from knigge.prompts import Task

if TYPE_CHECKING:
    from knigge.evals.cases import EvalCase
    from knigge.evals.running import Asking
    from knigge.models import Model

_FIELDS = frozenset({"key", "case", "model", "prompt", "text", "others", "finish", "answered_by", "usage", "seconds"})
# What an endpoint says of the way to a model, not of its answers.
_WAY = ("base_url", "key", "seconds")


class NotRecordedError(KniggeError):
    """No answer was recorded for a prompt. No ModelError, which a flow would take for a failing server and work around."""


class Stale(NamedTuple):
    """A prompt, by its file, that reads otherwise than when a model's answers were recorded or is not asked, and in which cases."""

    model: str
    prompt: str
    cases: tuple[str, ...]


class Store:
    """The answers in the JSON lines of a folder, by model, prompt and settings; what is asked in addition is appended.

    used, missing, stale: how often an answer of a model was there, was not, and was there for another wording of the prompt, or
        for one that the composer is not asked any more.
    """

    def __init__(self, folder: Path) -> None:
        """Raises SettingsError naming file and line of what is no recording."""
        self._folder = folder
        self._entries: dict[str, Mapping[str, Any]] = {}
        self._asked: set[tuple[str, str, str]] = set()
        self._replayed: set[str] = set()
        self.used: Counter[str] = Counter()
        self.missing: Counter[str] = Counter()
        self.stale: Counter[str] = Counter()
        self._changed: dict[tuple[str, str], list[str]] = {}
        for path in sorted(folder.glob("*.jsonl")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if line.strip():
                    self._keep(_entry(line, f"{path.name}: line {number}"))

    def _keep(self, entry: Mapping[str, Any]) -> None:
        self._entries[entry["key"]] = entry
        self._asked.add((entry["model"], entry["case"], entry["prompt"].partition("@")[0]))

    def models(self) -> tuple[str, ...]:
        """Return the models that have answered, by their names."""
        return tuple(sorted({model for model, _, _ in self._asked}))

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many answers of each model were used, missing and stale."""
        names = sorted({*self.used, *self.missing, *self.stale})
        return {
            name: {"used": self.used[name], "missing": self.missing[name], "stale": self.stale[name]} for name in names
        }

    def changed(self) -> tuple[Stale, ...]:
        """Return the prompts that are no longer what was recorded."""
        return tuple(Stale(*key, tuple(dict.fromkeys(cases))) for key, cases in sorted(self._changed.items()))

    def replayed(self, name: str, case: EvalCase, policy: Policy, ask: Callable[[], Model] | None = None) -> Model:
        """Return a model that answers from the store.

        ask: gives the model that is asked, and recorded, for what is missing; without one a prompt that was not recorded
        raises NotRecordedError, which says whether its wording has changed.
        """

        def answer(prompt: Prompt) -> Reply:
            key = key_of(name, prompt, policy)
            if key not in self._entries and ask:
                self._record(name, case, key, prompt, ask()(prompt))
            elif key not in self._entries:
                raise self._lacking(name, case, prompt, policy)
            self._use(name, key)
            return _reply(self._entries[key])

        return answer

    def recorded(self, name: str, case: EvalCase, policy: Policy, model: Model) -> Model:
        """Return a model that is asked always, and whose answers replace those in the store."""

        def answer(prompt: Prompt) -> Reply:
            reply = model(prompt)
            self._record(name, case, key_of(name, prompt, policy), prompt, reply)
            return reply

        return answer

    def _use(self, name: str, key: str) -> None:
        self.used[name] += 1
        self._replayed.add(key)

    def pinned(self, case: EvalCase, record: bool) -> Model:
        """Return the composer, which answers anew each time, held to the prompts that a model would get.

        So a prompt that lost a line is seen before any model was recorded. Cases that are not in the store are not held.
        Raises NotRecordedError for a prompt with another wording than the one recorded.
        """

        def answer(prompt: Prompt) -> Reply:
            reply = (
                compose(prompt) if prompt.brief else Reply('{"points": []}', models.OFFLINE, Usage(calls=1, cost=0.0))
            )
            for each in _with_repair(prompt):
                self._hold(case, each, reply, record)
            return reply

        return answer

    def _hold(self, case: EvalCase, prompt: Prompt, reply: Reply, record: bool) -> None:
        key = key_of(models.OFFLINE, prompt, Policy())
        if key not in self._entries and record:
            self._record(models.OFFLINE, case, key, prompt, reply)
        elif key not in self._entries and (models.OFFLINE, case.id, prompt.id) in self._asked:
            raise self._lacking(models.OFFLINE, case, prompt, Policy())
        if key in self._entries:
            self._use(models.OFFLINE, key)

    def expect(self, cases: Iterable[EvalCase]) -> None:
        """Count as stale what is recorded of the composer for these cases and none of them asked for."""
        lang = {case.id: case.metadata.get("lang", "") for case in cases}  # an imported message may not say
        known = {case for each in self.changed() for case in each.cases}
        for entry in self._entries.values():
            if entry["model"] == models.OFFLINE and self._left_over(entry, lang.keys() - known):
                self.stale[models.OFFLINE] += 1
                file = f"{entry['prompt'].partition('@')[0]}.{lang[entry['case']]}.md"
                self._changed.setdefault((models.OFFLINE, file), []).append(entry["case"])

    def tidy(self, cases: Iterable[EvalCase]) -> None:
        """Take out the answers for these cases that were not used, whose prompts are no more."""
        ran = {case.id for case in cases}
        self._entries = {key: entry for key, entry in self._entries.items() if not self._left_over(entry, ran)}
        for path in sorted(self._folder.glob("*.jsonl")):
            lines = path.read_text(encoding="utf-8").splitlines()
            left = [line for line in lines if line.strip() and not self._left_over(json.loads(line), ran)]
            if left != lines:
                path.write_text("".join(f"{line}\n" for line in left), encoding="utf-8", newline="\n")

    def _left_over(self, entry: Mapping[str, Any], ran: Set[str]) -> bool:
        return entry["case"] in ran and entry["model"] in self.used and entry["key"] not in self._replayed

    def _lacking(self, name: str, case: EvalCase, prompt: Prompt, policy: Policy) -> NotRecordedError:
        if (name, case.id, prompt.id) in self._asked:
            self.stale[name] += 1
            file = _file(prompt, case, policy)
            self._changed.setdefault((name, file), []).append(case.id)
            return NotRecordedError(f"{name}: stale, the prompt from {file} reads otherwise than the one recorded.")
        self.missing[name] += 1
        return NotRecordedError(
            f"{name}: nothing is recorded. Record with: knigge eval {case.suite} --model {name} --record"
        )

    def _record(self, name: str, case: EvalCase, key: str, prompt: Prompt, reply: Reply) -> None:
        entry = {
            "key": key,
            "case": case.id,
            "model": name,
            "prompt": f"{prompt.id}@{prompt.version}",
            "text": reply.text,
            "others": list(reply.others),
            "finish": reply.finish,
            "answered_by": reply.model,
            "usage": asdict(reply.usage),
            "seconds": round(reply.seconds, 3),
        }
        self._keep(entry)
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / f"{re.sub(r'[^A-Za-z0-9._-]+', '-', name)}.jsonl").open(
            "a", encoding="utf-8", newline="\n"
        ) as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")


def asking(names: Iterable[str], store: Store, policy: Policy, record: bool, live: bool) -> Asking:
    """Return what gives the model for a name and a case: the composer itself, any other from the store.

    record: ask for what is missing. live: ask always, and record it where that is wanted, too. A policy of the user's makes other
    prompts than those that the composer is held to, so that then it is held to none.
    Raises ModelError for an unknown model among those that are to be asked, and for one that nothing is recorded of where nobody is.
    """

    @cache
    def made(name: str) -> Model:
        return models.get(name, policy)

    asked = tuple(names)
    for name in asked if record or live else ():
        made(name)
    if lacking := [] if record or live else [name for name in asked if name not in (models.OFFLINE, *store.models())]:
        raise ModelError(
            f"No answers of {lacking[0]!r} are recorded. Recorded: {', '.join(store.models()) or 'none'}. "
            f"Ask it once with: knigge eval --model {lacking[0]} --record"
        )

    def model(name: str, case: EvalCase) -> str | Model:
        if name == models.OFFLINE:
            return store.pinned(case, record) if policy == Policy() and not live else name
        if live:
            return store.recorded(name, case, policy, made(name)) if record else made(name)
        return store.replayed(name, case, policy, partial(made, name) if record else None)

    return model


def key_of(name: str, prompt: Prompt, policy: Policy) -> str:
    """Return the checksum of all that an answer depends on: the model, its settings, and the prompt's own words."""
    endpoint = policy.models.get(name)
    settings = {field: value for field, value in asdict(endpoint).items() if field not in _WAY} if endpoint else {}
    asked = [name, settings, prompt.instructions, prompt.text, prompt.wanted, prompt.limit, prompt.candidates]
    return sha256(json.dumps(asked, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _file(prompt: Prompt, case: EvalCase, policy: Policy) -> str:
    """Return the name of the file that a prompt was made from."""
    brief = prompt.brief
    if isinstance(brief, Brief):
        return prompts.load(prompt.id, brief.lang, channels.get(brief.channel).id, policy.prompts).name
    lang = brief.language if brief else case.metadata["lang"]
    return prompts.load(prompt.id, lang.split("-")[0], "", policy.prompts).name


def _with_repair(prompt: Prompt) -> Iterator[Prompt]:
    """Yield a prompt, and with one for a draft what would ask to repair some words: the composer is never asked for that."""
    yield prompt
    if isinstance(prompt.brief, Brief):
        task = Task(prompt.brief, stage_of(prompt.brief), Policy())
        yield prompts.repair(task, Draft("-", "-"), ["-"], prompt.attempt + 1)


def _entry(line: str, place: str) -> Mapping[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError as fault:
        raise SettingsError(f"{place}: is no JSON ({fault}). Remove the line, and record it again.") from fault
    if not isinstance(entry, dict) or entry.keys() != _FIELDS:
        raise SettingsError(f"{place}: is no recording. Remove the line, and record it again.")
    return entry


def _reply(entry: Mapping[str, Any]) -> Reply:
    return Reply(
        entry["text"],
        entry["answered_by"],
        Usage(**entry["usage"]),
        entry["finish"],
        entry["seconds"],
        tuple(entry["others"]),
    )
