"""The verbs in chains: in every way of calling, with config and callbacks passed on, and no trace that nobody asked for."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableLambda
from langchain_core.tracers.langchain import LangChainTracer, wait_for_all_tracers
from pydantic import ConfigDict

import knigge
from knigge import BriefError, Policy, SettingsError, critique, draft, read_message
from knigge.domain import Brief, Draft
from knigge.drafting import drafting
from knigge.langchain import Checker, Critic, Drafter, chat_prompt, slots
from knigge.models import get
from test_drafting import BRIEF, GOOD, POOR, answer
from test_langchain import PROMPT, Telling, traced
from test_openai_tools import BRIEF as VALUES
from test_openai_tools import PITCH

__all__ = ["traced"]
VERBS: list[tuple[Any, Any]] = [(Drafter(), BRIEF), (Checker(), "Es gibt Synergien."), (Critic(), PITCH)]
NAMES = ["Drafter", "Checker", "Critic"]


class Heard(BaseCallbackHandler):
    """Keeps what it is told: the name, tags and parent of each run."""

    def __init__(self) -> None:
        self.runs: dict[Any, tuple[str, Any, list[str]]] = {}
        self.failed: list[str] = []

    def on_chain_start(self, serialized: Any, inputs: Any, **more: Any) -> None:
        self.runs[more["run_id"]] = (more["name"], more["parent_run_id"], more["tags"])

    def on_chat_model_start(self, serialized: Any, messages: Any, **more: Any) -> None:
        self.runs[more["run_id"]] = ("chat", more["parent_run_id"], more["tags"])

    def on_chain_error(self, error: BaseException, **more: Any) -> None:
        self.failed.append(type(error).__name__)

    def named(self) -> list[tuple[str, str]]:
        """Each run with its parent's name, "" for none."""
        return [(name, self.runs[parent][0] if parent else "") for name, parent, _ in self.runs.values()]


def chat(*answers: str) -> FakeListChatModel:
    return FakeListChatModel(responses=[*(answers or [answer(GOOD)])])


@pytest.mark.parametrize(("verb", "given"), VERBS, ids=NAMES)
def test_every_way_of_calling_gives_the_same(verb: Any, given: Any) -> None:
    async def awaited() -> list[Any]:
        pieces = [piece async for piece in verb.astream(given)]
        return [await verb.ainvoke(given), *await verb.abatch([given, given]), *pieces]

    wanted = verb.invoke(given)
    everything = [*verb.batch([given, given]), *verb.stream(given), *asyncio.run(awaited())]
    assert [each.to_dict() for each in everything] == [wanted.to_dict()] * 7


@pytest.mark.parametrize(("verb", "given"), VERBS, ids=NAMES)
@pytest.mark.parametrize("way", ["invoke", "ainvoke"])
def test_names_tags_and_callbacks_arrive(verb: Any, given: Any, way: str) -> None:
    heard = Heard()
    config = {"callbacks": [heard], "tags": ["mine"], "run_name": "first try"}
    made = getattr(verb, way)(given, config)
    if way == "ainvoke":
        asyncio.run(made)
    verb.with_config(tags=["bound"]).invoke(given, {"callbacks": [heard]})
    assert [(name, tags) for name, _, tags in heard.runs.values()] == [
        ("first try", ["mine"]),
        (type(verb).__name__, ["bound"]),
    ]


@pytest.mark.parametrize("way", ["invoke", "ainvoke", "stream"])
def test_a_models_run_is_a_child_of_the_draft(way: str) -> None:
    heard = Heard()
    config: Any = {"callbacks": [heard], "tags": ["mine"]}
    drafter = Drafter(model=chat(answer(POOR), answer(GOOD)))
    if way == "ainvoke":
        asyncio.run(drafter.ainvoke(BRIEF, config))
    else:
        list(drafter.stream(BRIEF, config)) if way == "stream" else drafter.invoke(BRIEF, config)
    assert heard.named() == [("Drafter", ""), ("chat", "Drafter"), ("chat", "Drafter")]
    assert all("mine" in tags for _, _, tags in heard.runs.values())


def test_a_chain_drafts_and_checks() -> None:
    heard = Heard()
    chain = Drafter(model=chat()) | RunnableLambda(lambda outcome: outcome.draft) | Checker(lang="de")
    report = chain.invoke(VALUES | {"reason": BRIEF.reason, "why_you": BRIEF.why_you}, {"callbacks": [heard]})
    assert isinstance(report, knigge.Report)
    assert ("chat", "Drafter") in heard.named()
    assert Checker().invoke(AIMessage("Es gibt Synergien.")).findings == Checker().invoke("Es gibt Synergien.").findings


def test_a_failure_is_the_verbs_own_and_told_to_callbacks() -> None:
    heard = Heard()
    with pytest.raises(BriefError, match="holds no fields"):
        Drafter().invoke("/etc/passwd", {"callbacks": [heard]})  # type: ignore[arg-type]
    assert heard.failed == ["BriefError"]
    (failed,) = Checker(channel="fax").batch(["Hallo"], return_exceptions=True)
    assert isinstance(failed, SettingsError)


def test_the_policy_and_the_arguments_of_the_verb_hold() -> None:
    policy = Policy(levels={"no-empty-synergy": "error"}, accept_from=-50)
    assert not Checker(policy=policy).invoke("Es gibt Synergien.").ready
    with pytest.raises(SettingsError, match="No card 'nothing'"):
        Checker(policy=Policy(levels={"nothing": "off"}))
    assert Critic().bind(verdict="accept").invoke(PITCH) == critique(read_message(PITCH), verdict="accept")


def test_each_tells_its_schemas() -> None:
    assert set(Drafter().get_input_jsonschema()["anyOf"][0]) == {"$ref"}
    assert Checker().get_output_jsonschema()["title"] == "CheckerOutput"


# Traces


@pytest.mark.parametrize("way", ["invoke", "ainvoke"])
def test_no_trace_of_a_verb_leaves_unless_it_is_asked_for(traced: Any, way: str) -> None:
    def run(verb: Any, given: Any) -> None:
        made = getattr(verb, way)(given)
        if way == "ainvoke":
            asyncio.run(made)
        wait_for_all_tracers()

    for verb, given in (*VERBS, (Drafter(model=chat()), BRIEF)):
        run(verb, given)
    assert traced.asked == []
    run(Drafter(model=chat(), tracing=True), BRIEF)
    assert b"Messreihen" in json.dumps([each.body for each in traced.asked], default=repr).encode()


def test_a_traced_chain_does_not_tell_what_the_verbs_inside_it_see(traced: Any) -> None:
    def inside(given: str) -> str:
        Drafter(model=chat()).invoke(BRIEF)
        draft(BRIEF, model=chat())
        return "done"

    (RunnableLambda(inside) | str).invoke("nothing of note", {"callbacks": [LangChainTracer()]})
    wait_for_all_tracers()
    told = json.dumps([each.body for each in traced.asked], default=repr)
    assert traced.asked
    assert "nothing of note" in told
    assert "Messreihen" not in told


# Prompts and models


@pytest.mark.parametrize(("lang", "channel"), [("de", "email"), ("de", "linkedin-note"), ("en", "xing-message")])
def test_a_prompt_and_its_slots_are_what_a_model_is_sent(lang: str, channel: str) -> None:
    brief: Brief = knigge.load_brief({**VALUES, "channel": channel, "language": lang, "reason": "{Pumpen} $5"})
    asked = next(drafting(brief, Policy()))
    messages = chat_prompt("draft", lang, channel).invoke(slots(brief)).to_messages()
    assert [message.content for message in messages] == [asked.instructions, asked.text]
    assert chat_prompt("draft", lang, channel).input_variables


def test_the_other_prompts_are_templates_too() -> None:
    assert chat_prompt("read", "de").input_variables == ["message"]
    assert {"draft", "findings"} < set(chat_prompt("repair").input_variables)
    with pytest.raises(SettingsError, match="No prompt 'nothing'"):
        chat_prompt("nothing")


def test_a_prompt_goes_before_any_chat_model() -> None:
    chain = RunnableLambda(slots) | chat_prompt("draft", "de", "email") | chat("Guten Tag")
    assert chain.invoke(BRIEF).content == "Guten Tag"


class Sized(Telling):
    heat: float = 1.0
    kind: str = ""
    some: bool = False
    extra: Any = None
    more: dict[str, Any] = {}  # noqa: RUF012  # pydantic's

    model_config = ConfigDict(extra="allow")


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("heat=0", "heat", 0.0),
        ("kind=7", "kind", "7"),
        ("some=true", "some", True),
        ('more={"a":1}', "more", {"a": 1}),
        ("seed=7", "seed", 7),
        ("top=0.5", "top", 0.5),
        ("deep=true", "deep", True),
        ("word=a+b%26c", "word", "a b&c"),
    ],
)
def test_options_behind_a_name_have_the_type_that_the_class_or_json_gives_them(
    query: str, field: str, value: Any
) -> None:
    made = get(f"langchain:test_langchain_verbs:Sized?{query}")
    given = getattr(made._chat, field)  # type: ignore[attr-defined]
    assert (given, type(given)) == (value, type(value))
    assert made(PROMPT).text.startswith("small")


def test_nothing_that_is_passed_in_names_a_model() -> None:
    for given in ({**VALUES, "model": "langchain:os:system"}, {**VALUES, "policy": {"model": "x"}}):
        with pytest.raises(BriefError, match="unknown field"):
            Drafter().invoke(given)


def test_a_draft_is_checked_with_its_subject() -> None:
    report = Checker().invoke(Draft("Hallo", "Guten Tag Frau Amsel"))
    assert ("telling-subject", "subject") in {(finding.card, finding.part) for finding in report.findings}
