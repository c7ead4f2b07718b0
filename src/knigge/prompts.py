"""Brief, cards and a prompt file into the `Prompt` that a model gets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from knigge import cards, channels, languages, plugins, shipped
from knigge.cards.card import Card, in_language
from knigge.cards.setting import asked
from knigge.domain import AnswerBrief, Brief, Draft, Finding, Message, Policy, Prompt, Stage
from knigge.errors import PluginError, SettingsError
from knigge.models.composer.frame import framed
from knigge.standins import StandIns

_MOST_BYTES = 100_000
# Characters of a received message that a model is shown.
_MOST_RECEIVED = 20_000
# More remarks than this are better answered by writing anew, and a request is to stay small.
_MOST_REMARKS = 12
# Characters of a marked place that a remark repeats.
_QUOTED = 120
# What a reader sees of a subject.
_MOST_SUBJECT = 60
# Characters of a word and the space behind it, on the safe side: a model counts words better than characters.
_PER_WORD = {"de": 6.8, "en": 5.9}
_LENGTHS = ("limit", "words", "subject")
# The slots of each prompt.
_SLOTS = {
    "draft": ("guidelines", "channel", *_LENGTHS, "brief"),
    "repair": ("guidelines", "channel", *_LENGTHS, "brief", "draft", "findings"),
    "reply": ("guidelines", "brief", "message"),
    "read": ("message",),
}
_STRINGS = {"type": "array", "items": {"type": "string"}}


@dataclass(frozen=True, slots=True)
class PromptFile:
    """A prompt in one language: what its header says, its two parts with named slots, and the plugin that gives it."""

    name: str
    id: str
    version: str
    channels: tuple[str, ...]
    instructions: Template
    data: Template
    giver: str = ""

    def filled(self, slots: Mapping[str, str]) -> tuple[str, str]:
        """Return both parts with their slots filled; raise SettingsError for a slot that there is not."""
        try:
            return self.instructions.substitute(slots).strip(), self.data.substitute(slots).strip()
        except KeyError as fault:
            raise SettingsError(
                f"{self.name}: no slot {fault.args[0]!r}{_near(fault.args[0], slots)}. Known: {', '.join(f'${name}' for name in slots)}."
            ) from fault
        except ValueError as fault:
            raise SettingsError(f"{self.name}: {fault}. Write $$ for a dollar sign.") from fault


@dataclass(frozen=True, slots=True)
class Task:
    """What a draft is asked for: the brief, where in the exchange it stands, the user's policy, and hidden names."""

    brief: Brief
    stage: Stage
    policy: Policy
    stand_ins: StandIns = field(default_factory=StandIns)


def load(name: str, lang: str, channel: str = "", folder: str = "") -> PromptFile:
    """Return the prompt `name` in `lang` for a channel: the user's from `folder`, else a plugin's, else the built-in one.

    A prompt that names the channel goes before one for all, and the language before English.
    Raises SettingsError for a file without the header `id:`, `version:` and `channels:`, PluginError where two plugins give
    the prompt.
    """
    codes = tuple(dict.fromkeys((lang, "en")))
    own = [(code, _files(folder)) for code in codes if folder]
    for code, files in (*own, *((code, each) for code in codes for each in (_plugged(), _files("")))):
        for wanted in (channel, "all"):
            found = [file for file in files if _fits(file, name, code, wanted)]
            if len(givers := {file.giver for file in found}) > 1:
                who = " and ".join(sorted(givers))
                raise PluginError(f"The prompt {name!r} in {code!r} for {wanted!r} is given by {who}. Uninstall one.")
            if found:
                return found[0]
    raise SettingsError(f"No prompt {name!r} in {lang!r} for the channel {channel!r}.")


def _fits(file: PromptFile, name: str, code: str, channel: str) -> bool:
    return file.id == name and file.name.endswith(f".{code}.md") and channel in file.channels


@cache
def _plugged() -> tuple[PromptFile, ...]:
    """Return the prompts of plugins."""
    return tuple(file for _, files in plugins.sound("prompts", of_plugin) for file in files)


def of_plugin(plugin: plugins.Plugin) -> tuple[PromptFile, ...]:
    """Return the prompts that a plugin gives; raise SettingsError for one that would never be used, or would fail."""
    files = tuple(replace(file, giver=plugin.distribution) for file in _files(plugins.folder(plugin)))
    if not files:
        raise PluginError(f"{plugin.value}: holds no prompt. Put a .md file there.")
    return files


@cache
def _files(folder: str) -> tuple[PromptFile, ...]:
    place = Path(folder) if folder else shipped.folder("prompts")
    if not place.is_dir():
        raise SettingsError(f"{folder}: is no folder of prompts. Name one, or take `prompts` out of the policy.")
    files = tuple(_read(path) for path in sorted(place.glob("*.md")) if path.name != "README.md")
    for file in files if folder else ():
        _prove(file)
    return files


def _prove(file: PromptFile) -> None:
    """Refuse a user's prompt that would never be used, or would fail when it is."""
    known = {
        "id": (file.id, *_SLOTS),
        "language": (file.name.split(".")[-2], *(each.code for each in languages.known())),
    }
    for what, (given, *right) in known.items():
        if given not in right:
            raise SettingsError(f"{file.name}: no {what} {given!r}{_near(given, right)}. Known: {', '.join(right)}.")
    for channel in file.channels:
        if channel not in (*channels.known(), "all"):
            raise SettingsError(f"{file.name}: no channel {channel!r}{_near(channel, channels.known())}.")
    file.filled(dict.fromkeys(_SLOTS[file.id], ""))
    needed = "message" if file.id in ("read", "reply") else "brief"
    if f"${needed}" not in file.data.template and f"${{{needed}}}" not in file.data.template:
        raise SettingsError(f"{file.name}: the last part holds no ${needed}, so that the model would not see it.")


def _near(given: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(given, list(known), 1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _read(path: Path) -> PromptFile:
    raw = path.read_bytes() if path.is_file() else b""
    if len(raw) > _MOST_BYTES:
        raise SettingsError(f"{path.name}: has {len(raw):,} bytes. Keep a prompt under {_MOST_BYTES:,}.")
    pieces = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n---\n")
    fields = dict(line.split(": ", 1) for line in pieces[0].splitlines() if ": " in line)
    if len(pieces) != 3 or not {"id", "version", "channels"} <= fields.keys():
        raise SettingsError(
            f"{path.name}: must be a header with id, version and channels, the instructions, and the data, "
            "with a line --- between them."
        )
    meant = tuple(each.strip() for each in fields["channels"].split(","))
    return PromptFile(path.name, fields["id"], fields["version"], meant, Template(pieces[1]), Template(pieces[2]))


def first(task: Task) -> Prompt:
    """Return the prompt that asks for a first draft."""
    return _drafting("draft", task, {}, 1)


def repair(task: Task, last: Draft, remarks: Sequence[str], attempt: int) -> Prompt:
    """Return the prompt that asks to mend the words of a draft; remarks: what is wrong, one line each."""
    numbered = "\n".join(f"{number}. {' '.join(remark.split())}" for number, remark in enumerate(remarks, 1))
    words = {"subject": last.subject, "body": last.body} if last.subject else {"body": last.body}
    hide = task.stand_ins.hide
    return _drafting("repair", task, {"draft": _data(words, hide), "findings": hide(numbered)}, attempt)


def _drafting(name: str, task: Task, more: Mapping[str, str], attempt: int) -> Prompt:
    brief, policy = task.brief, task.policy
    channel = channels.get(brief.channel)
    file = load(name, brief.lang, channel.id, policy.prompts)
    parts = file.filled({**slots(task), **more})
    limit, wanted = channel.limit(brief.sender.plan, policy), _wanted(channel.subject != "none")
    return Prompt(file.id, file.version, *parts, brief, wanted, limit, attempt, 0.0, policy.candidates)


def slots(task: Task) -> dict[str, str]:
    """Return what fills the slots of a first prompt."""
    brief, policy = task.brief, task.policy
    channel = channels.get(brief.channel)
    limit = channel.limit(brief.sender.plan, policy)
    room = min(most for most in (limit, channel.target_chars) if most) - len(framed(brief, "", 0))
    return {
        "guidelines": _guidelines(task.stage, channel.id, brief.lang, policy),
        "channel": f"{channel.name}: {channel.customs.get(brief.lang) or channel.customs.get('en', '')}",
        "limit": str(max(room, 1)),
        "subject": str(min(channel.subject_chars, _MOST_SUBJECT)),
        "words": str(max(int(room / _PER_WORD.get(brief.lang, 7)), 1)),
        "brief": _data(_told(brief), task.stand_ins.hide),
    }


def findings_as_remarks(findings: Iterable[Finding], warnings: int) -> list[str]:
    """Return the marked words and the advice of all errors and so many warnings, one line each."""
    errors = [f for f in findings if f.level == "error"]
    others = [f for f in findings if f.level == "warning"][:warnings]
    return [_remark(finding) for finding in (*errors, *others)[:_MOST_REMARKS]]


def _remark(finding: Finding) -> str:
    match = finding.match if len(finding.match) <= _QUOTED else f"{finding.match[:_QUOTED]} ..."
    place = "subject: " if finding.part == "subject" else ""
    return f"{place}“{match}”: {finding.message}" if match else f"{place}{finding.message}"


@cache
def _wanted(subject: bool) -> Mapping[str, Any]:
    """Return the JSON Schema of the answer: strict, so that a model that can be held to it is."""
    claim = {"sentence": {"type": "string"}, "fields": _STRINGS}
    properties = {
        **({"subject": {"type": "string"}} if subject else {}),
        "body": {"type": "string"},
        "rests_on": {"type": "array", "items": _object(claim)},
    }
    return _object(properties)


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _guidelines(stage: Stage, channel: str, lang: str, policy: Policy) -> str:
    """Return the lines of the cards that speak to a stage, and to a channel where one is named."""
    lines = (line if isinstance(line, str) else asked(line, policy, lang) for line in _lines(stage, channel, lang))
    return "\n".join(f"- {line}" for line in lines if line)


@cache
def _lines(stage: Stage, channel: str, lang: str) -> tuple[str | Card, ...]:
    """Return what the cards ask, in the order of their ids: the card itself where the policy decides."""
    speaking = (
        card
        for card in cards.load()
        if card.ask and (not card.stage or stage in card.stage) and (card.channels == "all" or channel in card.channels)
    )
    return tuple(card if card.setting else in_language(card.ask, lang) for card in speaking)


def _told(brief: Brief) -> dict[str, object]:
    """Return what a model is told of a brief: all that is filled but names and contact data, which the program puts in."""
    values = {name: value for name, value in asdict(brief).items() if value}
    for person in ("sender", "recipient"):
        known = ("role", "organisation", "positioning")
        values[person] = {name: values[person][name] for name in known if values[person][name]}
    values["common_ground"] = [{k: v for k, v in ground.items() if v} for ground in values.get("common_ground", ())]
    return {name: value for name, value in values.items() if value and value != "none"}


def _data(value: Any, hide: Callable[[str], str]) -> str:
    """Return a value as JSON that can't close the marks around it."""
    told = json.dumps(_hidden(value, hide), ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return told.encode("utf-8", "replace").decode()  # half a character can't be sent


def _hidden(value: Any, hide: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, Mapping):
        return {name: _hidden(each, hide) for name, each in value.items()}
    return [_hidden(each, hide) for each in value] if isinstance(value, (list, tuple)) else value


def answer(brief: AnswerBrief, message: Message, policy: Policy, stand_ins: StandIns) -> Prompt:
    """Return the prompt that asks for the wording of an answer whose verdict is already decided."""
    lang = brief.language.split("-")[0]
    file = load("reply", lang, "", policy.prompts)
    unneeded = ("seed", "sender", "to", "subject")
    told = {name: value for name, value in asdict(brief).items() if value and name not in unneeded}
    slots = {
        "guidelines": _guidelines("reply", "", lang, policy),
        "brief": _data(told, stand_ins.hide),
        "message": _received(message, stand_ins),
    }
    return Prompt(file.id, file.version, *file.filled(slots), brief, _wanted(False))


def second_reading(message: Message, lang: str, policy: Policy, stand_ins: StandIns) -> Prompt:
    """Return the prompt that asks which places of a received message matter."""
    file = load("read", lang, "", policy.prompts)
    return Prompt(file.id, file.version, *file.filled({"message": _received(message, stand_ins)}), None, _POINTS)


def _received(message: Message, stand_ins: StandIns) -> str:
    """Return a received message as data, without its headers; a long one is cut where nobody reads on."""
    told = {"subject": message.subject, "text": message.text[:_MOST_RECEIVED]}
    return _data({name: value for name, value in told.items() if value}, stand_ins.hide)


_POINTS = _object(
    {
        "points": {
            "type": "array",
            "items": _object(
                {
                    "kind": {"type": "string", "enum": ["who", "why_me", "what", "doubt"]},
                    "words": {"type": "string"},
                    "note": {"type": "string"},
                }
            ),
        }
    }
)
