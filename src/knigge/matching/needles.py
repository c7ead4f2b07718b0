"""An expression into needles: short expressions of which every match must hold one, so that most need not be tried."""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import warnings
from collections.abc import Iterator
from itertools import groupby, pairwise
from math import prod
from typing import Any, NamedTuple

_MOST = 20_000
# Flags under which an expression over folded text still holds what it holds.
_HARMLESS = re.IGNORECASE | re.MULTILINE | re.DOTALL
_CLAUSES = 2
_LONGEST = 2_000
_FEW = 2
# The odds of a common word, and what each more letter takes from them.
_EVEN, _RARER = 0.5, 0.5
_USELESS = 0.5
_WIDEST_CLASS = 6
# Marks that few sentences hold, each as telling as two letters.
_RARE_MARKS = "!?@+$%&*#<>[]{}=\\|^~_;0123456789()"
_MARKS = ".:\"/,'-"
# Words that one in eight messages or more hold, and so tell little. Counted in public mail, German and English.
_COMMON = frozenset(
    """a about after all also am an and any are as at be because been but by can could did do first for from get good had
    has have he help here his how i if in information into is it its just know let like ll mail make may me message more
    most my need new no not now of on one only or other our out over please see send should so some subject thanks that
    the their them then there these they this time to up us use want was we well were what when which who will with work
    would you your aber alle als also am an auch auf aus bei bin bis bitte da dann das dass dem den der des dich die dir
    doch du ein eine einem einen einer er es euch etwas frau fUr grUSe grUSen gut hab habe haben hallo hast hat herr hier
    hoffe ich ihnen ihr ihre ihren im immer in ist ja jetzt kann keine kOnnen leider liebe lieber mal man mehr mein meine
    meiner mich mir mit muss nach nicht noch nun nur ob oder schon sein sehr sich sie sind so und uns viel viele vielen
    vielleicht vom von vor wann war was weil wenn werde werden wie wieder wir wird wo wollte wUrde zeit zu zum zur
    Uber""".split()
)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_Needles = frozenset["_Needle"]
_NONE: _Needles = frozenset()


class _Needle(NamedTuple):
    """An RE2 expression over folded text, roughly how likely a message holds it, and literals of which it holds one."""

    source: str
    odds: float
    literals: tuple[str, ...]


class _Piece(NamedTuple):
    """A node of an expression: what it matches (None for anything not plain), and whether it parts words."""

    node: Any
    source: str | None = None
    score: int = 0
    parts: bool = False
    literal: str = ""


class Needles(NamedTuple):
    """What tells whether an expression can occur in a folded text.

    alternatives: of clauses of needles, which are RE2 expressions. In every match, for one of the alternatives at
        least, each of its clauses has a needle that occurs; there are none when nothing can be told.
    hints: literals of which every match holds one: less telling, and of use without an engine; none when nothing can
        be told.
    """

    alternatives: tuple[tuple[tuple[str, ...], ...], ...] = ()
    hints: tuple[str, ...] = ()


def needles(expression: str) -> Needles:
    """Return what a match of an expression over folded text holds.

    A simple expression is its own needle: many of them together cost no more than their pieces would.
    """
    tree = _parsed(expression)
    if tree is None:
        return Needles()
    found = [_telling(_clauses(branch, begins, ends)) for branch, begins, ends in _branches(list(_pieces(tree)))]
    known = all(found) and sum(len(clause) for each in found for clause in each) <= _MOST
    hints = {literal for clauses in found for needle in clauses[0] for literal in needle.literals} if known else {""}
    simple = len(expression) <= _LONGEST and _simple(tree)
    told = tuple(tuple(tuple(sorted({n.source for n in clause})) for clause in clauses) for clauses in found)
    alternatives = (((expression,),),) if simple else told if known else ()
    return Needles(alternatives, () if "" in hints else tuple(sorted(hints)))


def foldable(source: str) -> bool:
    """Say whether the forms of a text tell apart what an expression over the text itself does.

    They do not where it names `_`, which is also any other letter there, a character by its number, a range that is not
    one of letters or digits, or what a class beyond ASCII leaves out.
    """
    tree = None if re.search(r"\\[pPuUxNhHRX0-9]|\[\[?:", source) else _parsed(source)
    return tree is not None and all(_foldable(code, argument) for code, argument in _nodes(tree))


def _foldable(code: Any, argument: Any) -> bool:
    if code in (op.LITERAL, op.NOT_LITERAL):
        return argument != ord("_") and (argument < 128 or code is op.LITERAL)
    if code is not op.IN:
        return True
    negated = (op.NEGATE, None) in argument
    ranges = [f"{chr(low)}-{chr(high)}" for low, high in (member[1] for member in argument if member[0] is op.RANGE)]
    if not all(re.fullmatch("[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]", each) for each in ranges):
        return False
    literals = [char for member, char in argument if member is op.LITERAL]
    return ord("_") not in literals and not (negated and any(char > 127 for char in literals))


def _nodes(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield all nodes of an expression, those inside others too."""
    for code, argument in tree:
        yield code, argument
        inner = argument if isinstance(argument, tuple) else ()
        branches = argument[1] if code is op.BRANCH else [part for part in inner if isinstance(part, parser.SubPattern)]
        for branch in branches:
            yield from _nodes(branch)


def _parsed(source: str) -> Any:
    """Return the tree of an expression, None for one that the standard library does not read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about sets that a later version nests
            return parser.parse(source.replace("\\z", "\\Z"))
    except (re.error, OverflowError, RecursionError, ValueError):  # a number of more digits than Python reads
        return None


def _simple(tree: Any) -> bool:
    """Say whether an expression holds nothing that keeps many states alive at once, such as a counted gap."""
    return all(_simple_node(code, argument) for code, argument in tree)


def _simple_node(code: Any, argument: Any) -> bool:
    if code is op.LITERAL:
        return bool(argument < 128)
    if code is op.AT:
        return argument is op.AT_BOUNDARY
    if code is op.IN:
        # one that holds both would go on over a whole text
        return any(all(kind(*member) for member in argument) for kind in (_wordy, _between))
    if code is op.SUBPATTERN:
        return not (argument[1] | argument[2]) and _simple(argument[3])
    if code is op.BRANCH:
        return all(_simple(branch) for branch in argument[1])
    if code in _REPEATS:
        _, high, inner = argument
        return _simple(inner) and (high <= _FEW or (len(inner) == 1 and inner[0][0] in (op.IN, op.LITERAL)))
    return False


def _wordy(code: Any, argument: Any) -> bool:
    """Say whether a member of a class is a part of words."""
    if code is op.CATEGORY:
        return argument in (op.CATEGORY_WORD, op.CATEGORY_DIGIT)
    return (
        argument in (ord("-"), ord("'")) or chr(argument).isalnum()
        if code is op.LITERAL
        else code is op.RANGE and argument[1] < 128
    )


def _between(code: Any, argument: Any) -> bool:
    """Say whether a member of a class stands between words: white space or an ASCII mark."""
    if code is op.CATEGORY:
        return argument is op.CATEGORY_SPACE
    return code is op.LITERAL and argument < 128 and not chr(argument).isalnum()


def _branches(pieces: list[_Piece]) -> list[tuple[list[_Piece], bool, bool]]:
    """Return the alternatives of an expression that is one alternation, else the expression; and what surrounds them."""
    inner = [piece for piece in pieces if piece.source != r"\b"]
    if len(inner) != 1 or inner[0].node[0] is not op.BRANCH:
        return [(pieces, False, False)]
    begins, ends = pieces[0] is not inner[0], pieces[-1] is not inner[0]
    return [(list(_pieces(branch)), begins, ends) for branch in inner[0].node[1][1]]


def _telling(clauses: Iterator[_Needles]) -> list[_Needles]:
    """Return the best clause, and more that are good."""
    best = sorted(clauses, key=_odds)[:_CLAUSES]
    return [clause for index, clause in enumerate(best) if not index or _odds(clause) < _USELESS]


def _clauses(pieces: list[_Piece], begins: bool, ends: bool) -> Iterator[_Needles]:
    """Yield the needles of each part of a sequence that must match; a run of simple nodes is one part.

    begins, ends: whether words are parted right before and right after the sequence.
    """
    borders = [begins, *(one.parts or other.parts for one, other in pairwise(pieces)), ends]
    at = 0
    for simple, group in groupby(pieces, key=lambda piece: _simple_node(*piece.node)):
        stop = at + len(list(group))
        if not simple:
            for index in range(at, stop):
                # the parser takes what all branches begin with out of them; a needle is better with it
                lead = index
                while lead and pieces[lead - 1].source and not borders[lead]:
                    lead -= 1
                yield from _of_node(pieces[index].node, pieces[lead:index], borders[lead], borders[index + 1])
        elif needle := _of_simple(pieces[at:stop], borders[at : stop + 1]):
            yield frozenset({needle})
        at = stop


def _of_simple(pieces: list[_Piece], borders: list[bool]) -> _Needle | None:
    """Return a run of simple nodes as one needle, if a part of it tells enough."""
    found = sorted(_of_parts(pieces, borders), key=_odds)
    if len(found) == 1 and len(found[0]) == 1 and all(piece.source for piece in pieces):
        return next(iter(found[0]))
    if not found:
        return None
    while pieces[0].node[0] in _REPEATS and not pieces[0].node[1][0]:
        pieces = pieces[1:]
    while pieces[-1].node[0] in _REPEATS and not pieces[-1].node[1][0]:
        pieces = pieces[:-1]
    source = "".join(_written(*piece.node) for piece in pieces)
    literals = {literal for needle in found[0] for literal in needle.literals}
    return _Needle(source, prod(map(_odds, found)), tuple(sorted(literals)))


def _of_parts(pieces: list[_Piece], borders: list[bool]) -> Iterator[_Needles]:
    """Yield the needles of what is plain in a run, and of each other node."""
    at = 0
    for plain, group in groupby(pieces, key=lambda piece: piece.source is not None):
        stop = at + len(list(group))
        if plain and (needle := _of_run(pieces[at:stop], borders[at], borders[stop])):
            yield frozenset({needle})
        elif not plain:
            for index in range(at, stop):
                yield from _of_node(pieces[index].node, [], borders[index], borders[index + 1])
        at = stop


def _written(code: Any, argument: Any) -> str:
    """Return a simple node as an expression."""
    if code is op.LITERAL:
        return re.escape(chr(argument))
    if code is op.AT:
        return r"\b"
    if code is op.IN:
        return f"[{''.join(_member(*member) for member in argument)}]"
    if code is op.SUBPATTERN:
        return "".join(_written(*node) for node in argument[3])
    if code is op.BRANCH:
        return f"(?:{'|'.join(''.join(_written(*node) for node in branch) for branch in argument[1])})"
    low, high, inner = argument
    times = f"{{{low},{'' if high is op.MAXREPEAT else high}}}"
    return f"(?:{''.join(_written(*node) for node in inner)}){times}"


def _member(code: Any, argument: Any) -> str:
    if code is op.CATEGORY:
        return {op.CATEGORY_SPACE: r"\s", op.CATEGORY_DIGIT: r"\d"}.get(argument, r"\w")
    return "-".join(map(re.escape, map(chr, argument if code is op.RANGE else [argument])))


def _pieces(tree: Any) -> Iterator[_Piece]:
    """Yield the nodes of a sequence, those of plain groups in their place."""
    for code, argument in tree:
        if code is op.SUBPATTERN and not (argument[1] | argument[2]) & ~_HARMLESS:
            yield from _pieces(argument[3])
        else:
            yield _piece(code, argument)


def _piece(code: Any, argument: Any) -> _Piece:
    node = (code, argument)
    if code is op.AT and argument is op.AT_BOUNDARY:
        return _Piece(node, r"\b", parts=True)
    if code is op.LITERAL and argument < 128:
        return _literal(node, chr(argument))
    if code is op.IN and (members := _members(argument)):
        return _Piece(node, f"[{members}]", {r"\s": 0, r"\d": 2}.get(members, 1), parts=members == r"\s")
    if code in _REPEATS and len(argument[2]) == 1:
        low, high, inner = argument
        one = _piece(*inner[0])
        if one.source and (low, high) == (0, 1):
            return _Piece(node, f"{one.source}?")
        if one.source and one.source != r"\b" and low >= 1 and (one.parts or low > 1):
            return _Piece(node, one.source * min(low, 4) + ("+" if high > low else ""), one.score * low, one.parts)
    return _Piece(node)


def _literal(node: Any, char: str) -> _Piece:
    score = 2 if char in _RARE_MARKS else int(char.isalpha() or char in _MARKS)
    return _Piece(node, re.escape(char), score, parts=char == " ", literal=char)


def _members(argument: Any) -> str:
    """Return the inside of a small class of literal characters, of digits or of white space; empty for any other."""
    if len(argument) == 1 and argument[0][0] is op.CATEGORY:
        return {op.CATEGORY_SPACE: r"\s", op.CATEGORY_DIGIT: r"\d"}.get(argument[0][1], "")
    if len(argument) > _WIDEST_CLASS or any(code is not op.LITERAL or char > 127 for code, char in argument):
        return ""
    return "".join(re.escape(chr(char)) for _, char in argument)


def _of_run(run: list[_Piece], begins: bool, ends: bool) -> _Needle | None:
    """Return what stands together in every match as one needle, if it tells enough."""
    run = run[:]
    while run and (run[0].parts or not run[0].score):
        begins = run.pop(0).parts
    while run and (run[-1].parts or not run[-1].score):
        ends = run.pop().parts
    source = "".join(piece.source or "" for piece in run)
    begins, ends = begins and _opens_word(source), ends and _opens_word(source[-1:])
    score = sum(piece.score for piece in run) + begins + ends
    if not score or (score == 1 and source.isalnum()):
        return None
    needle = (r"\b" if begins else "") + source + (r"\b" if ends else "")
    literals = "".join(piece.literal or "\0" for piece in run).split("\0")
    return _Needle(needle, _EVEN if source in _COMMON else _EVEN * _RARER ** (score - 1), (max(literals, key=len),))


def _opens_word(source: str) -> bool:
    return source[:1].isalnum() or source.startswith("[")


def _of_node(node: Any, lead: list[_Piece], begins: bool, ends: bool) -> Iterator[_Needles]:
    code, argument = node
    if code is op.SUBPATTERN:
        yield from _clauses([*lead, *_pieces(argument[-1])], begins, ends)
    elif code is op.BRANCH:
        branches = [[*lead, *_pieces(branch)] for branch in argument[1]]
        best = [min(_clauses(branch, begins, ends), key=_odds, default=_NONE) for branch in branches]
        if all(best):
            yield _NONE.union(*best)
    elif code in _REPEATS and argument[0] >= 1:
        yield from _clauses(list(_pieces(argument[2])), False, False)


def _odds(clause: _Needles) -> float:
    """Return roughly how likely a message holds one of the needles; 1 for a clause of none."""
    return 1.0 - prod(1.0 - needle.odds for needle in clause) if clause else 1.0
