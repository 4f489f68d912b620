"""Texts of the formats that JSON Schema and OpenAPI name, of reserved names and addresses alone (RFC 2606, 5737)."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

WORDS = ("amber", "birch", "coral", "delta", "ember", "fjord", "grove", "heath", "élan", "日本")
PLAIN = WORDS[:8]
_LABEL = 60  # characters of a part of a host's name


def formatted(name: str, random: Random, least: int = 0) -> Iterator[str]:
    """Texts of the format ``name``, at least ``least`` characters long where the format lets them grow.

    The second one, where there is one, is as short as can be.
    """
    moment = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(milliseconds=random.randrange(10**11))
    stamp = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    word, number = random.choice(PLAIN), random.randrange(256)
    long = "" if least < 20 else words(random, least, PLAIN)
    host = ".".join([*(word for _ in range(0, max(0, least - 12), len(word) + 1)), word, "example", "com"])
    made: dict[str, tuple[str, ...]] = {
        "date-time": (stamp, f"{stamp[:19]}Z"),
        "date": (stamp[:10],),
        "time": (stamp[11:], stamp[11:19] + "Z"),
        "duration": (f"PT{number}S", "P1D"),
        "email": (f"{(long or word)[:_LABEL].strip('-')}.{number}@{host if long else 'example.com'}", "a@b.example"),
        "idn-email": (f"{word}.{number}@{host if long else 'example.com'}", "a@b.example"),
        "uri": (f"https://example.com/{long or word}/{number}", "x:a"),
        "iri": (f"https://example.com/{long or word}/é/{number}", "x:a"),
        "uri-reference": (f"/{long or word}/{number}", "a"),
        "iri-reference": (f"/{long or word}/é/{number}", "a"),
        "uri-template": (f"/{long or word}/{{{word}}}", "a"),
        "hostname": (host, "a"),
        "idn-hostname": (host, "a"),
        "ipv4": (f"192.0.2.{number}",),
        "ipv6": (f"2001:db8::{number:x}", "::1"),
        "uuid": (str(UUID(int=random.getrandbits(128), version=4)),),
        "json-pointer": (f"/{long or word}/{number}", "", "/a"),
        "relative-json-pointer": (f"{number % 10}/{long or word}", "0"),
        "regex": (f"^{long or word}$", "a"),
        "byte": (base64.b64encode((long or word).encode()).decode(),),
    }
    yield from made.get(name, ())


def words(random: Random, least: int, among: tuple[str, ...] = WORDS) -> str:
    """Words, at least ``least`` characters of them."""
    text = random.choice(among)
    while len(text) < least or random.random() < 0.4:
        text += "-" + random.choice(among)
    return text
