"""A few phrases into a language model that llama.cpp can load: random weights, nonsense without end, always valid UTF-8.

Two dimensions have a meaning, and the layers leave them alone: the first is the same for every token, so that its column of the
output says how common each token is; the second marks signs and letters, and its column keeps one from following the other, so that no
string is empty. The others are left to chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from gguf import GGUFWriter, TokenType
from numpy.typing import NDArray

Weights = NDArray[np.float64]

_CONTEXT = 262_144  # tokens; long enough to be stopped on the way
_WIDTH, _HEADS, _INNER = 64, 4, 128
# Each states a figure that no brief of the examples holds: whatever is put together of these, it is no draft that is ready.
_PHRASES = """
    seit 1987; im Mai 2014; für 4711 Euro; nach 83 Tagen; mit 6200 Gästen; von 1968 bis heute; danke für 95 Seiten;
    in 37 Städten; über 88 Brücken; ich höre 66 Stimmen; bei Siemens im Jahr 2009; Zürich hat 415 Wolken;
    since 1971; in July 2013; for 815 dollars; after 97 days; with 5400 guests; from 1959 on; thanks for 73 pages;
    in 39 towns; over 86 bridges; I hear 64 voices; at Microsoft in 2007; Glasgow has 635 clouds
"""
# Never written, but read: with them a prompt takes a quarter fewer tokens.
_PAIRS = """
    en er ch de ei ie in te ge un nd st be es an re th he ou on at it is or ar al se ne to ti le me ed ng ha sc ss us ro ra la di ve
    ▁d ▁s ▁a ▁t ▁i ▁w ▁b ▁e ▁f ▁m ▁n ▁o ▁S ▁D der die den ein sch ich und ent ter est the ing her nde che ten ver ▁de ▁un ▁th ▁in
"""
_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789-_'()/@\\"
# How common each sign is beside the phrases, which have 0: a quotation mark ends a string, brackets end lists and objects.
_SIGNS = {".": -3.0, ",": -3.0, "?": -4.0, '"': 2.0, "]": 0.0, "}": 0.0, "{": -6.0, "[": -6.0, ":": -6.0}
_RARE, _NEVER, _APART = -8.0, -30.0, 20.0


class _Token(NamedTuple):
    text: str
    kind: TokenType
    common: float
    score: float = 0.0


def _vocabulary() -> Iterator[_Token]:
    yield _Token("<unk>", TokenType.UNKNOWN, _NEVER)
    yield _Token("<s>", TokenType.CONTROL, _NEVER)
    yield _Token("</s>", TokenType.CONTROL, _NEVER)
    for byte in range(256):  # what no other token can spell
        yield _Token(f"<0x{byte:02X}>", TokenType.BYTE, _NEVER)
    for letter in _LETTERS:
        yield _Token(letter, TokenType.NORMAL, _RARE, -1000.0)
    for sign, common in _SIGNS.items():
        yield _Token(sign, TokenType.NORMAL, common, -1000.0)
    for space in ("▁", "\n"):
        yield _Token(space, TokenType.NORMAL, _RARE, -1000.0)
    for rank, pair in enumerate(_PAIRS.split()):
        yield _Token(pair, TokenType.NORMAL, _NEVER, -100.0 - rank)
    for rank, phrase in enumerate(_PHRASES.split(";")):
        yield _Token("".join(f"▁{word}" for word in phrase.split()), TokenType.NORMAL, 0.0, -float(rank))


def write(path: str) -> None:
    """Write the model file; the same one each time."""
    tokens = list(_vocabulary())
    model = GGUFWriter(path, "llama")
    model.add_context_length(_CONTEXT)
    model.add_embedding_length(_WIDTH)
    model.add_block_count(1)
    model.add_feed_forward_length(_INNER)
    model.add_head_count(_HEADS)
    model.add_head_count_kv(1)
    model.add_layer_norm_rms_eps(1e-5)
    model.add_rope_dimension_count(_WIDTH // _HEADS)
    _add_tokens(model, tokens)
    _add_weights(model, tokens)
    model.write_header_to_file()
    model.write_kv_data_to_file()
    model.write_tensors_to_file()
    model.close()


def _add_tokens(model: GGUFWriter, tokens: list[_Token]) -> None:
    model.add_vocab_size(len(tokens))
    model.add_tokenizer_model("llama")
    model.add_token_list([token.text for token in tokens])
    model.add_token_types([token.kind for token in tokens])
    model.add_token_scores([token.score for token in tokens])
    model.add_unk_token_id(0)
    model.add_bos_token_id(1)
    model.add_eos_token_id(2)
    model.add_chat_template("{% for message in messages %}{{ message['content'] }}\n{% endfor %}")


def _add_weights(model: GGUFWriter, tokens: list[_Token]) -> None:
    chance = np.random.default_rng(7)
    embedding = chance.normal(size=(len(tokens), _WIDTH))
    signs = np.array([not token.text.startswith("▁") for token in tokens], float)
    embedding[:, :2] = np.sqrt(_WIDTH) * np.stack([np.ones(len(tokens)), signs], axis=1)
    output = chance.normal(scale=0.05, size=(len(tokens), _WIDTH))
    output[:, :2] = np.stack([[token.common for token in tokens], -_APART * signs], axis=1)
    heads = _WIDTH // _HEADS
    weights = {
        "token_embd": embedding,
        "output_norm": np.ones(_WIDTH),
        "output": output,
        "blk.0.attn_norm": np.ones(_WIDTH),
        "blk.0.attn_q": chance.normal(scale=0.1, size=(_WIDTH, _WIDTH)),
        "blk.0.attn_k": chance.normal(scale=0.1, size=(heads, _WIDTH)),
        "blk.0.attn_v": chance.normal(size=(heads, _WIDTH)),
        "blk.0.attn_output": _aside(chance.normal(size=(_WIDTH, _WIDTH))),
        "blk.0.ffn_norm": np.ones(_WIDTH),
        "blk.0.ffn_gate": chance.normal(scale=0.1, size=(_INNER, _WIDTH)),
        "blk.0.ffn_up": chance.normal(scale=0.1, size=(_INNER, _WIDTH)),
        "blk.0.ffn_down": _aside(chance.normal(scale=0.1, size=(_WIDTH, _INNER))),
    }
    for name, values in weights.items():
        model.add_tensor(f"{name}.weight", values.astype(np.float32))


def _aside(weights: Weights) -> Weights:
    """Return weights that leave the first two dimensions alone."""
    weights[:2, :] = 0.0
    return weights
