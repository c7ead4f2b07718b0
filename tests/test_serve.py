"""`knigge serve`: LanguageTool's API and the JSON API, by a client that asks them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import parse_qsl

import openapi_spec_validator
import pytest
from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from knigge import api
from knigge.domain import Policy
from knigge.errors import SettingsError
from knigge.surfaces.http import annotated, form, upstream
from knigge.surfaces.http.app import application
from knigge.surfaces.http.refusal import RefusedError
from knigge.surfaces.http.rules import Rules, rules

ROUGH = "Müller & Söhne 100% A+B; Synergien=toll 😀 und Synergien"
MESSAGE = "Sehr geehrte Frau Nowak,\n\nwir sehen Synergien.\n\nMit freundlichen Grüßen\nDaniel Krause"
BRIEF = {"sender": {"name": "Ole Kern"}, "recipient": {"name": "Ina Nowak"}, "reason": "Ich habe eine Frage."}
SECRET = "correct-horse-battery"


def client(**settings: Any) -> TestClient:
    return TestClient(application(Rules(**settings)), base_url="http://localhost:8875")


@pytest.fixture
def asked() -> Iterator[TestClient]:
    with client() as found:
        yield found


def checked(asked: TestClient, text: str, language: str = "de-DE", **more: str) -> list[dict[str, Any]]:
    answer = asked.post("/v2/check", data={"text": text, "language": language, **more})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["matches"])


def words(matches: list[dict[str, Any]], text: str) -> list[tuple[str, str]]:
    """The rule and the words of each match, counted as the clients count: in UTF-16 units."""
    units = text.encode("utf-16-le")
    return [
        (m["rule"]["id"], units[2 * m["offset"] : 2 * (m["offset"] + m["length"])].decode("utf-16-le")) for m in matches
    ]


@pytest.mark.parametrize("path", ["/v2/check", "/check"])
def test_matches_name_the_words_in_utf_16_units(asked: TestClient, path: str) -> None:
    found = asked.post(path, data={"text": ROUGH, "language": "de-DE"}).json()["matches"]
    assert words(found, ROUGH).count(("no-empty-synergy", "Synergien")) == 2
    assert ("fit-platform", "😀") in words(found, ROUGH)


def test_matches_have_all_that_clients_read(asked: TestClient) -> None:
    match = checked(asked, ROUGH)[-1]
    assert {"message", "shortMessage", "offset", "length", "replacements", "context", "sentence", "type", "rule"} <= {
        *match
    }
    assert {"id", "description", "issueType", "urls", "category"} <= {*match["rule"]}
    context = match["context"]
    assert words([{**match, **context}], context["text"]) == [("no-empty-synergy", "Synergien")]


def test_a_text_in_parentheses_of_markup_is_matched_where_it_stands(asked: TestClient) -> None:
    parts = [
        {"text": "Hallo, "},
        {"markup": "<b>"},
        {"text": "Synergien"},
        {"markup": "</b>😀"},
        {"text": " Synergien"},
    ]
    original = "".join(part.get("text") or part["markup"] for part in parts)
    answer = asked.post("/v2/check", data={"data": json.dumps({"annotation": parts}), "language": "de"}).json()
    assert [pair for pair in words(answer["matches"], original) if pair[0] == "no-empty-synergy"] == [
        ("no-empty-synergy", "Synergien")
    ] * 2


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("text=a+b%26c%2B100%25&language=de", "a b&c+100%", id="encoded"),
        pytest.param("language=de&text=a+b%26c", "a b&c", id="language first"),
        pytest.param("text=Müller & Söhne 100% A+B; x=y&language=de", "Müller & Söhne 100% A+B; x=y", id="as LibreOffice"),
        pytest.param("text=A&B&language=de", "A&B", id="only the ampersand shows it"),
        pytest.param("text=50% off&language=de&level=picky", "50% off", id="more parameters behind"),
        pytest.param("text=see &language=fr &language=de", "see &language=fr ", id="a parameter's name in the text"),
        pytest.param("text=ask &language=fr&language=de", "ask &language=fr", id="a parameter at the end of the text"),
        pytest.param("language=de&text=a b & c", "a b & c", id="raw text last"),
        pytest.param("text=%C3%BC&language=de", "ü", id="encoded, one letter"),
        pytest.param("text=&language=de", "", id="empty"),
        pytest.param("text=line\none & two&language=de\r\n", "line\none & two", id="lines"),
    ],
)  # fmt: skip
def test_the_text_is_found_however_the_body_is_encoded(body: str, text: str) -> None:
    found = form.parameters(body.encode())
    assert (found["text"], found["language"]) == (text, "de")


@pytest.mark.parametrize(
    "data", ["x", "[]", "{}", '{"annotation": [{"text": 1}]}', '{"annotation": ["a"]}', "[" * 99_999]
)
def test_data_that_is_no_annotation_is_refused(asked: TestClient, data: str) -> None:
    answer = asked.post("/v2/check", data={"data": data, "language": "de"})
    assert answer.status_code == 400
    assert answer.text.startswith("Error: data ")


def test_a_span_across_markup_is_shown_and_not_replaced() -> None:
    given = annotated.read(
        '{"annotation": [{"text": "wir "}, {"markup": "<i>", "interpretAs": "_"}, {"text": "sehen"}]}'
    )
    assert given.text == "wir _sehen"
    assert [given.place(0, 3), given.place(5, 10), given.place(0, 10), given.place(4, 5)] == [
        (0, 3),
        (7, 12),
        (0, 12),
        (4, 7),
    ]
    assert [given.unbroken(0, 3), given.unbroken(5, 10), given.unbroken(0, 10), given.unbroken(4, 5)] == [
        True,
        True,
        False,
        False,
    ]


def test_what_is_missing_is_shown_at_the_greeting_of_a_whole_message_alone(asked: TestClient) -> None:
    found = words(checked(asked, MESSAGE), MESSAGE)
    assert ("why-this-person", "Sehr geehrte Frau Nowak,") in found
    assert not [m for m in checked(asked, "Die Ausstellung beginnt um 9 Uhr.") if m["rule"]["id"] == "why-this-person"]


def test_only_safe_fixes_that_do_not_overlap_are_replacements(asked: TestClient) -> None:
    text = "Guten Tag Frau Kern\n\nIch habe Fragen, z.B. zu Synergien.\n\nMfG\nJörg Weiß"
    report = api.check(text, lang="de-DE")
    safe = {f.card for f in report.findings if f.fixes and f.fixes[0].safe}
    fixed = [match for match in checked(asked, text) if match["replacements"]]
    assert {match["rule"]["id"] for match in fixed} == safe
    assert safe
    assert all(a["offset"] + a["length"] <= b["offset"] for a, b in pairwise(fixed))


@pytest.mark.parametrize(
    ("asked_for", "answered", "found"),
    [
        ("de-AT", "de-AT", True),
        ("de", "de", True),
        ("de-DE-x-simple-language", "de-DE", True),
        ("de-LU", "de-LU", True),
        ("auto", "de-DE", True),
        ("fr", "fr", False),
        ("zh-CN", "zh-CN", False),
    ],
)
def test_a_language_that_is_not_known_gets_no_matches(
    asked: TestClient, asked_for: str, answered: str, found: bool
) -> None:
    answer = asked.post("/v2/check", data={"text": "Es gibt für uns Synergien.", "language": asked_for}).json()
    assert (answer["language"]["code"], bool(answer["matches"])) == (answered, found)


def test_a_variant_that_the_client_prefers_is_the_language_found(asked: TestClient) -> None:
    form = {"text": "Wir sehen hier keine Strasse.", "language": "auto", "preferredVariants": "en-GB,de-CH"}
    assert asked.post("/v2/check", data=form).json()["language"]["code"] == "de-CH"


def test_of_very_many_findings_the_first_are_shown_and_the_answer_says_so(asked: TestClient) -> None:
    answer = asked.post("/v2/check", data={"text": "Das ist toll 😀 😀. " * 1_200, "language": "de"}).json()
    assert len(answer["matches"]) == 2_000
    assert answer["warnings"]["incompleteResults"]


def test_a_text_that_is_no_message_by_its_length_is_refused(asked: TestClient) -> None:
    long = "ein Satz. " * 20_001
    for answer in (
        asked.post("/v1/check", json={"text": long}),
        asked.post("/v2/check", data={"text": long, "language": "de"}),
    ):
        assert answer.status_code == 413
        assert "200,000" in answer.text


def test_the_languages_are_those_of_the_cards_with_their_locales(asked: TestClient) -> None:
    codes = {entry["longCode"] for entry in asked.get("/languages").json()}
    assert {"de", "de-DE", "de-AT", "de-CH", "en-GB", "en-US"} <= codes


def test_a_card_that_the_client_switches_off_is_silent(asked: TestClient) -> None:
    assert "no-empty-synergy" not in {
        m["rule"]["id"] for m in checked(asked, ROUGH, disabledRules="no-empty-synergy,x")
    }
    only = checked(asked, ROUGH, enabledRules="no-empty-synergy", enabledOnly="true")
    assert {m["rule"]["id"] for m in only} == {"no-empty-synergy"}
    assert checked(asked, ROUGH, disabledCategories="TYPOS,STYLE") == []


@pytest.mark.parametrize(
    ("form", "word"), [({"language": "de"}, "'text'"), ({"text": "x"}, "'language'"), ({"text": ""}, "'language'")]
)
def test_a_form_without_its_parameters_is_refused_in_plain_text(
    asked: TestClient, form: dict[str, str], word: str
) -> None:
    answer = asked.post("/v2/check", data=form)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert word in answer.text


def test_an_empty_text_has_no_matches(asked: TestClient) -> None:
    assert checked(asked, " \n") == []


def test_the_health_check_is_ok(asked: TestClient) -> None:
    assert asked.get("/v2/healthcheck").text == "OK"


def match(offset: int, length: int, *replacements: str) -> dict[str, Any]:
    return {"offset": offset, "length": length, "message": "m", "replacements": [{"value": r} for r in replacements]}


@pytest.mark.parametrize(
    ("own", "other", "kept"),
    [
        pytest.param(match(0, 9), match(20, 4), True, id="apart"),
        pytest.param(match(0, 9), match(9, 4), True, id="side by side"),
        pytest.param(match(0, 9), match(0, 9), False, id="the same words"),
        pytest.param(match(0, 9), match(1, 8), False, id="nearly the same words"),
        pytest.param(match(0, 90), match(5, 4, "a"), True, id="a word in a long sentence"),
        pytest.param(match(0, 90, "b"), match(5, 4, "a"), False, id="both replace it"),
    ],
)
def test_what_another_server_says_of_the_same_words_is_dropped(
    own: dict[str, Any], other: dict[str, Any], kept: bool
) -> None:
    assert (other in upstream.merged([{**own, "message": "ours"}], [other])) == kept


class Other(BaseHTTPRequestHandler):
    """A LanguageTool that answers with the bytes it is given, and keeps what it was asked."""

    answers: ClassVar[list[bytes]] = []
    asked: ClassVar[list[dict[str, str]]] = []

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["content-length"])).decode()
        self.asked.append(dict(parse_qsl(form)))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answers.pop())

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def other() -> Iterator[str]:
    """The address of another server."""
    Other.answers, Other.asked = [], []
    with ThreadingHTTPServer(("127.0.0.1", 0), Other) as server:
        Thread(target=server.serve_forever, args=(0.01,)).start()
        yield f"http://127.0.0.1:{server.server_port}/v2"
        server.shutdown()


def test_the_matches_of_another_server_join_ours(other: str) -> None:
    theirs = match(0, 6) | {"rule": {"id": "TYPO", "category": {"id": "TYPOS", "name": "Typos"}}}
    Other.answers.append(json.dumps({"matches": [theirs, match(99_999, 3), match(-1, 3), {"offset": 1}, "x"]}).encode())
    with client(upstream=other) as asked:
        found = checked(asked, ROUGH, apiKey="own", level="picky")
    assert words(found, ROUGH)[0] == ("TYPO", "Müller")
    assert [pair for pair in words(found, ROUGH) if pair[0] == "no-empty-synergy"]
    assert Other.asked == [{"text": ROUGH, "language": "de-DE", "level": "picky"}]


def test_a_language_that_is_not_known_here_gets_the_matches_of_the_other_server(other: str) -> None:
    Other.answers.append(json.dumps({"matches": [match(0, 4)]}).encode())
    with client(upstream=other) as asked:
        assert words(checked(asked, "Jour de fête", "fr"), "Jour de fête") == [("LANGUAGETOOL", "Jour")]


@pytest.mark.parametrize("answer", [b"", b"{", b"[]", b'{"matches": 1}', b'"matches"', b"[" * 99_999, b"x" * 6_000_000])
def test_another_server_that_answers_nonsense_is_a_warning(other: str, answer: bytes) -> None:
    Other.answers.append(answer)
    with client(upstream=other) as asked:
        found = asked.post("/v2/check", data={"text": ROUGH, "language": "de-DE"}).json()
    assert found["warnings"]["incompleteResults"]
    assert words(found["matches"], ROUGH)


PORT_OF_NOBODY = "http://127.0.0.1:9"


def test_another_server_that_fails_is_a_warning_and_no_error() -> None:
    with client(upstream=f"{PORT_OF_NOBODY}/v2") as asked:
        answer = asked.post("/v2/check", data={"text": ROUGH, "language": "de-DE"}).json()
        assert asked.get("/v2/languages").status_code == 200
    assert answer["warnings"]["incompleteResults"]
    assert "can't be reached" in answer["warnings"]["incompleteResultsReason"]
    assert words(answer["matches"], ROUGH)


def post(asked: TestClient, verb: str, **body: Any) -> Any:
    return asked.post(f"/v1/{verb}", json=body)


def plain(value: dict[str, Any]) -> Any:
    return json.loads(json.dumps(value))


def test_the_verbs_answer_in_the_published_shapes(asked: TestClient) -> None:
    check = post(asked, "check", text=MESSAGE, channel="xing-message").json()
    critique = post(asked, "critique", message=MESSAGE).json()
    draft = post(asked, "draft", brief=BRIEF).json()
    assert check == plain(api.check(MESSAGE, channel="xing-message").to_dict())
    assert critique == plain(api.critique(api.read_message(MESSAGE)).to_dict())
    assert draft["body"] == api.draft(api.load_brief(BRIEF)).draft.body


def test_a_critique_takes_a_decision_and_who_answers(asked: TestClient) -> None:
    answer = post(asked, "critique", message=MESSAGE, verdict="not-now", profile={"name": "Ina Nowak"}).json()
    assert answer["reply"]["kind"] == "not-now"
    assert answer["reply"]["body"].endswith("Ina Nowak")


def test_a_check_compares_with_the_brief(asked: TestClient) -> None:
    assert not post(asked, "check", text=MESSAGE, brief=BRIEF).json()["notes"]


@pytest.mark.parametrize(("channel", "parts"), [("linkedin-note", set()), ("email", {"subject"})])
def test_a_subject_counts_where_the_channel_has_one(asked: TestClient, channel: str, parts: set[str]) -> None:
    answer = post(
        asked, "check", text="Hello Ms Novak, which glue did you use?", subject="Re: Re: Glue!!!", channel=channel
    )
    assert {finding["part"] for finding in answer.json()["findings"]} - {"body"} == parts


@pytest.mark.parametrize(
    ("verb", "body", "line"),
    [
        ("check", {"text": "  "}, "text is empty"),
        ("check", {}, "'text' is missing"),
        ("check", {"text": "a", "channel": "fax"}, "No channel 'fax'"),
        ("check", {"text": "a", "lang": "xx"}, "No language 'xx'"),
        ("check", {"text": "a", "stage": "x"}, "stage is 'x'"),
        ("check", {"text": "a", "policy": "/etc/passwd"}, "unknown field 'policy'"),
        ("critique", {"message": "a", "profile": "/etc/passwd"}, "must hold named fields"),
        ("critique", {"message": "a", "channel": "fax"}, "No channel 'fax'"),
        ("check", {"txt": "a"}, "body: unknown field 'txt'. Did you mean 'text'?"),
        ("critique", {"message": "a", "verdict": "maybe"}, "'ignore', 'decline-vendor', 'decline-recruiter', 'not-now' or 'who-are-you'."),
        ("critique", {"message": "a", "model": "openai:x"}, "unknown field 'model'"),
        ("draft", {"brief": {"reason": "a"}}, "brief.sender"),
        ("draft", {"brief": "/etc/passwd"}, "must hold named fields"),
        ("draft", {"brief": BRIEF, "model": "x"}, "unknown field 'model'"),
    ],
)  # fmt: skip
def test_a_request_that_is_not_understood_gets_one_line(
    asked: TestClient, verb: str, body: dict[str, Any], line: str
) -> None:
    answer = post(asked, verb, **body)
    assert answer.status_code == 400, answer.text
    assert line in answer.json()["error"]
    assert "\n" not in answer.json()["error"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b'{"text": NaN}', b"[" * 90_000, b'"a"'])
def test_a_body_that_is_no_json_object_is_refused(asked: TestClient, body: bytes) -> None:
    answer = asked.post("/v1/check", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, [*answer.json()]) == (400, ["error"])


def test_half_characters_are_answered_as_marks(asked: TestClient) -> None:
    answer = asked.post(
        "/v1/check", content=rb'{"text": "\ud800 wir sehen Synergien"}', headers={"Content-Type": "application/json"}
    )
    places = {finding["card"]: finding["start"] for finding in answer.json()["findings"]}
    assert places["no-empty-synergy"] == 12


@pytest.mark.parametrize("path", ["/v1/check", "/v1/draft", "/v2/check"])
def test_a_body_of_another_kind_is_refused(asked: TestClient, path: str) -> None:
    assert asked.post(path, content="x", headers={"Content-Type": "multipart/form-data; boundary=x"}).status_code == 415


def test_a_model_that_fails_is_no_fault_of_the_client() -> None:
    from knigge.domain import Endpoint

    policy = Policy(model="local", models={"local": Endpoint("llamacpp", "m", f"{PORT_OF_NOBODY}/v1", seconds=2)})
    with client(policy=policy) as asked:
        answer = post(asked, "draft", brief=BRIEF)
    assert answer.status_code == 502
    assert answer.json()["error"]


def test_the_policy_is_that_of_the_server() -> None:
    with client(policy=Policy(levels={"no-empty-synergy": "off"})) as asked:
        assert "no-empty-synergy" not in {m["rule"]["id"] for m in checked(asked, ROUGH)}


def test_the_openapi_document_is_one_and_says_what_is_asked_and_answered(asked: TestClient) -> None:
    document = asked.get("/v1/openapi.json").json()
    openapi_spec_validator.validate(document)
    bodies = {"check": {"text": MESSAGE, "brief": BRIEF}, "critique": {"message": MESSAGE}, "draft": {"brief": BRIEF}}
    assert {*document["paths"]} == {f"/v1/{verb}" for verb in bodies}
    for verb, body in bodies.items():
        described = document["paths"][f"/v1/{verb}"]["post"]
        answer = post(asked, verb, **body)
        for part, value in ((described["requestBody"], body), (described["responses"]["200"], answer.json())):
            schema = {**part["content"]["application/json"]["schema"], "components": document["components"]}
            Draft202012Validator(schema).validate(value)
            assert not Draft202012Validator(schema).is_valid({**value, "other": 1, "schema": "x"})


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/nothing", "GET", 404),
        ("/v2/nothing", "GET", 404),
        ("/v1/", "GET", 404),
        ("/..%2f..%2fetc/passwd", "GET", 404),
        ("/page/", "GET", 404),
        ("/index.html", "GET", 404),
        ("/page.css/..%00", "GET", 404),
        ("/v1/check", "GET", 405),
        ("/v2/check", "GET", 405),
        ("/", "POST", 405),
    ],
)  # fmt: skip
def test_only_the_known_paths_are_there(asked: TestClient, path: str, method: str, status: int) -> None:
    assert asked.request(method, path).status_code == status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8875", 200),
        ("LOCALHOST.:1", 200),
        ("127.0.0.1:8875", 200),
        ("[::1]:8875", 200),
        ("notes.example.org", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example:8875", 421),
        ("evil.example:localhost", 421),
        ("localhost@evil.example", 421),
        ("", 421),
    ],
)  # fmt: skip
def test_only_known_hosts_are_answered(host: str, status: int) -> None:
    with TestClient(application(rules("127.0.0.1", ["Notes.example.org"], [], "", Policy(), ""))) as asked:
        answer = asked.get("/v2/healthcheck", headers={"Host": host})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost:8875", 200),
        ("https://localhost:8875", 200),
        ("https://notes.example.org", 200),
        ("moz-extension://0b9e-1", 200),
        ("chrome-extension://abc", 200),
        ("chrome-extension://abd", 403),
        ("http://notes.example.org", 403),
        ("http://localhost:3000", 403),
        ("http://localhost", 403),
        ("https://evil.example", 403),
        ("null", 403),
        ("", 403),
    ],
)  # fmt: skip
def test_only_known_origins_are_answered(origin: str, status: int) -> None:
    origins = ["https://notes.example.org", "moz-extension://*", "chrome-extension://abc"]
    held = rules("127.0.0.1", [], origins, "", Policy(), "")
    with TestClient(application(held), base_url="http://localhost:8875") as asked:
        answer = asked.post("/v2/check", data={"text": "x", "language": "de"}, headers={"Origin": origin})
        before = asked.options("/v2/check", headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert answer.status_code == status
    assert before.status_code == (204 if status == 200 else 403)
    assert answer.headers.get("access-control-allow-origin") == (origin if status == 200 else None)


@pytest.mark.parametrize(
    ("show", "status"),
    [
        pytest.param(lambda asked: asked.get("/"), 401, id="nothing"),
        pytest.param(lambda asked: asked.get("/", headers={"Authorization": f"Bearer {SECRET}"}), 200, id="bearer"),
        pytest.param(lambda asked: asked.get("/", headers={"Authorization": "Bearer x"}), 401, id="a wrong one"),
        pytest.param(lambda asked: asked.get("/", headers={"Authorization": "Bearer ü".encode()}), 401, id="no ASCII"),
        pytest.param(lambda asked: asked.get("/", auth=("me", SECRET)), 200, id="as a browser asks for it"),
        pytest.param(lambda asked: asked.get("/", headers={"Authorization": "Basic %%"}), 401, id="no base64"),
        pytest.param(lambda asked: asked.post("/v2/check", data={"text": "x", "language": "de", "apiKey": SECRET}), 200, id="apiKey"),
        pytest.param(lambda asked: asked.post("/v2/check", data={"text": "x", "language": "de", "apiKey": "x"}), 401, id="a wrong apiKey"),
        pytest.param(lambda asked: asked.post("/v1/check", json={"text": "x", "apiKey": SECRET}), 401, id="no header"),
        pytest.param(lambda asked: asked.get("/v2/languages"), 200, id="what is no secret"),
    ],
)  # fmt: skip
def test_with_a_token_nothing_is_answered_without_it(show: Callable[[TestClient], Any], status: int) -> None:
    with client(token=SECRET) as asked:
        answer = show(asked)
    assert answer.status_code == status
    assert ("www-authenticate" in answer.headers) == (status == 401)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (("0.0.0.0", [], [], ""), "Set a token"),
        (("notes.example.org", [], [], ""), "Set a token"),
        (("127.0.0.1", [], [], "short"), "too easy to guess"),
        (("127.0.0.1", ["http://x"], [], ""), "is no host"),
        (("127.0.0.1", [], ["*"], ""), "is no origin"),
        (("127.0.0.1", [], ["https://*"], ""), "is no origin"),
        (("127.0.0.1", [], ["null"], ""), "is no origin"),
    ],
)
def test_a_server_does_not_start_with_rules_that_protect_nobody(given: tuple[Any, ...], line: str) -> None:
    with pytest.raises(SettingsError, match=line):
        rules(*given, Policy(), "")


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("http://localhost:8081", "http://localhost:8081/v2"),
        ("http://localhost:8081/v2/", "http://localhost:8081/v2"),
        ("https://lt.example.org/api/v2/check", "https://lt.example.org/api/v2"),
    ],
)
def test_another_server_is_known_by_any_form_of_its_address(given: str, base: str) -> None:
    assert rules("127.0.0.1", [], [], "", Policy(), given).upstream == base


@pytest.mark.parametrize("given", ["localhost:8081", "file:///etc/passwd", "http://", "http://x y"])
def test_another_server_needs_an_address(given: str) -> None:
    with pytest.raises(SettingsError, match="is no address"):
        rules("127.0.0.1", [], [], "", Policy(), given)


def test_a_bug_is_answered_without_its_trace_and_logged_without_the_text(caplog: pytest.LogCaptureFixture) -> None:
    from knigge.surfaces.http.guard import Guard

    async def broken(request: Any) -> JSONResponse:
        raise RuntimeError(f"private: {await request.body()!r}")

    guarded = Guard(Starlette(routes=[Route("/", broken, methods=["POST"])]), Rules())
    with TestClient(guarded, base_url="http://localhost") as asked:
        answer = asked.post("/", content="my letter")
    assert answer.status_code == 500
    assert "letter" not in answer.text + caplog.text
    assert "RuntimeError in broken" in caplog.text


def test_every_answer_forbids_what_the_page_does_not_need(asked: TestClient) -> None:
    for answer in (asked.get("/"), asked.get("/nothing"), asked.get("/", headers={"Host": "evil.example"})):
        assert answer.headers["content-security-policy"].startswith(
            "default-src 'none'; script-src 'self'; style-src 'self'"
        )
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_refusals_of_data_name_the_form() -> None:
    with pytest.raises(RefusedError, match="annotation"):
        annotated.read("{")
