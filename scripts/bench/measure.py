"""Time contenders side by side: in turns, so that a slow moment of the machine meets all of them."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """Median seconds of each contender in one situation, and the median of each round's ratio to the first one."""

    name: str
    seconds: dict[str, float]
    ratios: dict[str, float]

    def ratio(self, one: str, other: str) -> float | None:
        """How many times as long ``one`` takes as ``other``; None when either was not measured."""
        if one not in self.ratios or other not in self.ratios:
            return None
        return self.ratios[one] / self.ratios[other]


def interleaved(name: str, contenders: Mapping[str, Callable[[], object]], rounds: int, seconds: float) -> list[Case]:
    """Measure for about ``seconds``, in ``rounds`` in which each contender runs equally often: wall time, CPU time."""
    slowest = max(_time(call, 1)[0] for call in contenders.values())
    times = max(1, int(seconds / rounds / len(contenders) / slowest))
    wall: dict[str, list[float]] = {contender: [] for contender in contenders}
    cpu: dict[str, list[float]] = {contender: [] for contender in contenders}
    order = list(contenders)
    for _ in range(rounds):
        # Nobody always runs after the same other.
        order = order[1:] + order[:1]
        for contender in order:
            for laps, lap in zip((wall, cpu), _time(contenders[contender], times), strict=True):
                laps[contender].append(lap / times)
    return [case(name, wall), case(f"{name}, CPU", cpu)]


def case(name: str, laps: Mapping[str, list[float]]) -> Case:
    """Sum up ``laps``, the seconds of each contender round by round."""
    first = next(iter(laps.values()))
    return Case(
        name,
        {contender: statistics.median(values) for contender, values in laps.items()},
        {
            contender: statistics.median(value / reference for value, reference in zip(values, first, strict=True))
            for contender, values in laps.items()
        },
    )


def _time(contender: Callable[[], object], times: int) -> tuple[float, float]:
    gc.collect()
    # What ran before has taken the caches and the free memory.
    contender()
    # Freed only when the clocks have stopped, so that what is freed is counted to nobody.
    wall, cpu = time.perf_counter(), time.process_time()
    kept = [contender() for _ in range(times)]
    laps = time.perf_counter() - wall, time.process_time() - cpu
    del kept
    return laps
