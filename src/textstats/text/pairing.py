"""Which mark closes which: the cheapest reading of all marks of a text at once.

Counting parity fails where one mark is missing and another is too many, and a greedy pairing carries one
fault to the end of the text. Here every mark may open, close, open again (a quotation continued over
paragraphs), or be no quotation mark; a quotation may be given up unclosed. Each step has a cost (see
`marks`) and the cheapest path through the text is taken (Viterbi 1967), in time linear in the marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from textstats.text.marks import ANGLE, DOUBLE, QUOTES, SINGLE, Mark, marks

_ABANDON = 3.9  # an opened quotation that nothing closes
_CARRY = 3.0  # a quotation goes on in the next paragraph, without a mark there
_CARRY_MARKED = 0.4  # ... with a mark there, as printers do
_NESTED_ALIKE = 3.0  # a quotation within one in the same marks
_BEAM = 9.0  # a reading that costs this much more than the best is dropped

_STATES = [""] + ["".join(p) for depth in (1, 2, 3) for p in product((DOUBLE, SINGLE, ANGLE), repeat=depth)]
_NUMBER = {state: number for number, state in enumerate(_STATES)}
_PLAIN, _OPEN, _CLOSE, _AGAIN, _RESET, _CLOSE_OUTER, _KEEP, _GIVE_UP = range(8)


@dataclass(slots=True)
class Pair:
    """A quotation without its marks: `text[start:stop]`. `mark` is the offset of the mark that opened it."""

    mark: int
    start: int
    stop: int
    parent: int  # place of the enclosing Pair in the list, -1 if none
    closed: bool = True
    continues: bool = False  # goes on where a quotation of the paragraph before left off


def _transitions() -> dict[tuple[int, str], list[tuple[int, int, float]]]:
    """For each state and family of mark: (role, next state, cost beside the mark's own)."""
    table: dict[tuple[int, str], list[tuple[int, int, float]]] = {}
    for state, family in product(_STATES, (DOUBLE, SINGLE, ANGLE)):
        here = _NUMBER[state]
        steps = [(_PLAIN, here, 0.0)]
        if state + family in _NUMBER:
            alike = 0.0 if family not in state else _NESTED_ALIKE if family != SINGLE else 6.0
            deep = 0.0 if len(state) < 2 else 0.5
            steps.append((_OPEN, _NUMBER[state + family], alike + deep))
        if state.endswith(family):
            steps.append((_CLOSE, _NUMBER[state[:-1]], 0.0))
        elif len(state) > 1 and state[-2] == family:
            steps.append((_CLOSE_OUTER, _NUMBER[state[:-2]], _ABANDON - 1))
        if state:
            steps.append((_RESET, _NUMBER[family], _ABANDON))
        table[here, family] = steps
    return table


_STEPS = _transitions()


def pair(text: str, paragraphs: list[tuple[int, int]]) -> tuple[list[Pair], list[tuple[int, int]]]:
    """The quotations that the marks of `text` enclose, and the marks that enclose nothing.

    Returns
    -------
    pairs, strays
        The quotations in order of their opening marks; offsets of the marks that are a fault.

    >>> pairs, strays = pair("He said 'the dogs' bowl'.", [(0, 25)])
    >>> [(p.start, p.stop) for p in pairs], strays
    ([(9, 23)], [])
    """
    reader = _Replay(text, paragraphs)
    costs: dict[int, float] = {0: 0.0}
    trail: list[tuple[Mark | None, int, bytes]] = []  # (mark, paragraph, triples state, previous, role)
    reached: dict[int, int] = {}
    number = 0
    for mark in marks(text, paragraphs):
        if mark.paragraph > number:
            costs = _cross(costs, trail, mark, number, _carrying(text, paragraphs, number, mark.paragraph))
            number = mark.paragraph
        fresh: dict[int, tuple[float, int, int]] = {}
        readings = (mark.plain, mark.opens, mark.closes, 0.1, mark.opens, mark.closes)
        for state, cost in costs.items():
            for role, target, extra in _STEPS[state, mark.family]:
                total = cost + extra + readings[role]
                if target not in fresh or total < fresh[target][0]:
                    fresh[target] = (total, state, role)
            name, at = _STATES[state], mark.initial
            if 0 <= at < len(name) and name[at] == mark.family and (at == 0 or reached.get(state) == _AGAIN):
                total = cost + 0.1
                if state not in fresh or total < fresh[state][0]:
                    fresh[state] = (total, state, _AGAIN)
        costs = _keep(fresh, trail, mark, mark.paragraph)
        reached = {state: fresh[state][2] for state in costs}
        if len(costs) == 1 or len(trail) > 20_000:
            costs = _flush(costs, trail, reader)
    _flush(costs, trail, reader)
    return reader.finish()


def _keep(
    fresh: dict[int, tuple[float, int, int]],
    trail: list[tuple[Mark | None, int, bytes]],
    mark: Mark | None,
    paragraph: int,
    beam: float = _BEAM,
) -> dict[int, float]:
    """Drop hopeless readings, note how each other one was reached, and count costs from the best."""
    best = min(total for total, _, _ in fresh.values())
    alive = {state: step for state, step in fresh.items() if step[0] <= best + beam}
    trail.append((mark, paragraph, bytes(n for state, (_, p, r) in alive.items() for n in (state, p, r))))
    return {state: total - best for state, (total, _, _) in alive.items()}


def _carrying(text: str, paragraphs: list[tuple[int, int]], first: int, last: int) -> float:
    """What it costs to stay open from one paragraph to another: little where a "paragraph" is but a line."""
    total = 0.0
    for number in range(first, min(last, first + 8)):
        end, begin = paragraphs[number][1] - 1, paragraphs[number + 1][0]
        ended = text[end] in ".!?…" or text[end] in QUOTES
        total += _CARRY if ended else 0.2 if text[begin].islower() else 0.5 * _CARRY
    return total if last - first <= 8 else 99.0


def _cross(
    costs: dict[int, float], trail: list[tuple[Mark | None, int, bytes]], mark: Mark, number: int, carrying: float
) -> dict[int, float]:
    """Leave paragraph `number` for that of `mark`: a quotation goes on, or was never closed."""
    fresh: dict[int, tuple[float, int, int]] = {}
    for state, cost in costs.items():
        name = _STATES[state]
        if not name:
            steps = [(0, 0.0, _KEEP)]
        else:
            again = mark.initial == 0 and mark.family == name[0] and mark.opens <= 3.0
            carry = carrying + (_CARRY_MARKED - min(_CARRY, carrying) if again else 0.0)
            carry += 0.0 if name[0] != SINGLE or again else 1.5
            steps = [(state, carry, _KEEP), (0, _ABANDON - 0.5 * (name[0] == SINGLE), _GIVE_UP)]
        for target, extra, role in steps:
            if target not in fresh or cost + extra < fresh[target][0]:
                fresh[target] = (cost + extra, state, role)
    return _keep(fresh, trail, None, number, beam=7.0)


def _flush(costs: dict[int, float], trail: list[tuple[Mark | None, int, bytes]], reader: _Replay) -> dict[int, float]:
    """Read the cheapest path back and act it out; only its last state remains."""
    state = best = min(costs, key=lambda s: (costs[s] + (_ABANDON if s else 0.0) * (len(costs) > 1), s))
    roles = []
    for _, _, steps in reversed(trail):
        at = next(i for i in range(0, len(steps), 3) if steps[i] == state)
        roles.append(steps[at + 2])
        state = steps[at + 1]
    for (mark, paragraph, _), role in zip(trail, reversed(roles), strict=True):
        reader.step(mark, paragraph, role)
    trail.clear()
    return {best: 0.0}


class _Replay:
    """Acts the chosen readings out, in order, on a stack of open quotations."""

    def __init__(self, text: str, paragraphs: list[tuple[int, int]]) -> None:
        self.text, self.paragraphs = text, paragraphs
        self.pairs: list[Pair] = []
        self.strays: list[tuple[int, int]] = []
        self.stack: list[int] = []
        self.families: list[str] = []
        self.last = 0  # paragraph of the last mark
        self.again = 0  # how many of the open quotations this paragraph has opened again

    def step(self, mark: Mark | None, paragraph: int, role: int) -> None:
        if mark is None:
            self.again = 0
            if role == _GIVE_UP:
                self._give_up(self.paragraphs[paragraph][1])
            return
        if role == _PLAIN:
            if mark.is_stray:
                self.strays.append((mark.start, mark.stop))
        elif role == _AGAIN:
            self._reopen(mark)
        elif role in (_OPEN, _RESET):
            if role == _RESET:
                self._give_up(mark.start)
            self.pairs.append(Pair(mark.start, mark.stop, -1, self.stack[-1] if self.stack else -1))
            self.stack.append(len(self.pairs) - 1)
        else:
            if role == _CLOSE_OUTER:
                self._close(mark.start, closed=False)
            self._close(mark.start)
        self.last = mark.paragraph

    def _reopen(self, mark: Mark) -> None:
        if self.again == 0:
            end = self.paragraphs[mark.paragraph - 1][1]
            old = list(self.stack)
            self.stack = []
            for place in old:
                self.pairs[place].stop = end
                parent = self.stack[-1] if self.stack else -1
                self.pairs.append(Pair(mark.start, mark.stop, -1, parent, continues=True))
                self.stack.append(len(self.pairs) - 1)
        else:
            for place in self.stack[self.again :]:
                self.pairs[place].mark, self.pairs[place].start = mark.start, mark.stop
        self.again += 1

    def _close(self, stop: int, *, closed: bool = True) -> None:
        if self.stack:
            done = self.pairs[self.stack.pop()]
            done.stop, done.closed = stop, closed

    def _give_up(self, stop: int) -> None:
        while self.stack:
            self._close(stop, closed=False)

    def finish(self) -> tuple[list[Pair], list[tuple[int, int]]]:
        self._give_up(self.paragraphs[self.last][1] if self.paragraphs else 0)
        for found in self.pairs:
            found.start, found.stop = _trim(self.text, found.start, max(found.start, found.stop))
        return self.pairs, self.strays


def _trim(text: str, start: int, stop: int) -> tuple[int, int]:
    """Offsets without the white space at both ends."""
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop
