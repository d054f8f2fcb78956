"""Who is in the picture: looks and clothes of the people of a central-coast province, drawn by lot."""

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from studio.lots import chance
from studio.palette import (
    DARK_WOOD,
    INK,
    MUSTARD,
    NAVY,
    ROSE,
    STEEL,
    STRAW,
    TEAL,
    TERRACOTTA,
    UNION_BLUE,
    WHITE,
    Color,
    mix,
)

Age = Literal["child", "young", "grown", "elder"]
Hair = Literal["short", "parted", "swept", "receding", "bun", "bob", "long", "tail", "headscarf"]
Top = Literal["shirt", "tee", "ao-dai", "ao-ba-ba", "jacket", "suit", "coat", "vest"]
Hat = Literal["none", "conical", "bucket", "cap", "helmet"]

SKINS = ("#f0c6a0", "#e8b98f", "#dda97d", "#cf976c")
BLACK_HAIR = ("#2a2528", "#332a2a", "#27272f")


@dataclass(frozen=True)
class Person:
    """How one person looks; figures and portraits draw the same person alike."""

    woman: bool
    age: Age
    skin: Color
    hair: Hair
    hair_color: Color
    top: Top
    top_color: Color
    bottom: Color
    shoes: Color = INK
    sleeves: Literal["short", "long"] = "long"
    hat: Hat = "none"
    hat_color: Color = STRAW
    accent: Color = TERRACOTTA
    glasses: bool = False
    badge: bool = False
    beard: bool = False
    build: float = 1.0


def someone(rng: Random, *, woman: bool | None = None, age: Age = "grown") -> Person:
    """Return a person in everyday clothes; every other maker dresses one of these."""
    is_woman = chance(rng, 0.5) if woman is None else woman
    elder = age == "elder"
    if is_woman:
        hair: Hair = rng.choice(["bun"] if elder else ["bob", "tail", "long", "bun", "tail"])
    else:
        hair = rng.choice(["receding", "short", "swept"] if elder else ["short", "parted", "swept"])
    grey = rng.choice(["#b9b3ad", "#d8d3cb", "#918b88"])
    return Person(
        woman=is_woman,
        age=age,
        skin=rng.choice(SKINS),
        hair=hair,
        hair_color=grey if elder else rng.choice(BLACK_HAIR),
        top="shirt",
        top_color=rng.choice([TEAL, "#b9c8c4", "#cf8a5b", "#7e9bb3", "#d9c48f", ROSE, "#6f8f72"]),
        bottom=rng.choice(["#3a4454", "#4d4a52", "#33464f", "#5b5048"]),
        sleeves=rng.choice(["short", "long"]),
        glasses=chance(rng, 0.35 if elder else 0.15),
        beard=elder and not is_woman and chance(rng, 0.3),
        build=rng.uniform(0.94, 1.1),
    )


def official(rng: Random, *, woman: bool | None = None) -> Person:
    """Return an office worker: white or pale shirt, or an ao dai, mostly with a badge."""
    person = someone(rng, woman=woman)
    person = replace(person, badge=chance(rng, 0.75), glasses=chance(rng, 0.35), sleeves="long")
    if person.woman and chance(rng, 0.4):
        return in_ao_dai(rng, person)
    shirt = rng.choice([WHITE, WHITE, "#dfe9ef", "#eef0e4"])
    return replace(person, top_color=shirt, bottom=rng.choice([NAVY, "#333a47", "#3b3f4a"]))


def in_ao_dai(rng: Random, person: Person) -> Person:
    """Return the woman in an ao dai with pale trousers."""
    color = rng.choice(["#c5525a", TEAL, "#5a78ad", "#d99a4e", "#7d5a8c", "#e3b7b2", "#8fb8a8"])
    hair: Hair = rng.choice(["bun", "long", "tail"])
    return replace(
        person, top="ao-dai", top_color=color, bottom=WHITE, sleeves="long", shoes="#d8c3a5", hair=hair,
        accent=mix(color, "#fff3d0", 0.55),
    )  # fmt: skip


def youth(rng: Random, *, woman: bool | None = None) -> Person:
    """Return a volunteer in the blue shirt of the youth union, often with a bucket hat."""
    person = someone(rng, woman=woman, age="young")
    return replace(
        person, top="shirt", top_color=UNION_BLUE, bottom=rng.choice(["#2c3442", "#3a4152"]), sleeves="short",
        hat="bucket" if chance(rng, 0.45) else "none", hat_color="#4f7a55", badge=False, glasses=False,
    )  # fmt: skip


def farmer(rng: Random, *, woman: bool | None = None, elder: bool = False) -> Person:
    """Return someone in work clothes, mostly under a conical hat."""
    person = someone(rng, woman=woman, age="elder" if elder else "grown")
    top: Top = "ao-ba-ba" if person.woman else rng.choice(["shirt", "tee"])
    color = rng.choice(["#7a5a4d", "#8c4f5a", "#4f6b7d", "#6b7d52", "#a06a4a", "#5d5878", "#b0705f"])
    hat: Hat = "conical" if person.woman or chance(rng, 0.5) else rng.choice(["cap", "bucket"])
    return replace(
        person, top=top, top_color=color, bottom=rng.choice(["#2e2f38", "#3b3a40", "#474039"]),
        skin=rng.choice(SKINS[1:]), hat=hat, hat_color=STRAW if hat == "conical" else "#6b7a5a",
        shoes="#3d352f", glasses=False, hair="bun" if person.woman else "short",
    )  # fmt: skip


def elder(rng: Random, *, woman: bool | None = None) -> Person:
    """Return an old man or woman in quiet home clothes."""
    person = someone(rng, woman=woman, age="elder")
    colors = ["#7d6a5c", "#8b5a66", "#5f6f80", "#6d6288", "#a9794f", "#58786e"]
    return replace(
        person, top="ao-ba-ba" if person.woman else "shirt", top_color=rng.choice(colors),
        bottom="#33323a", sleeves="long",
    )  # fmt: skip


def child(rng: Random, *, woman: bool | None = None) -> Person:
    """Return a pupil in a white shirt with a red scarf."""
    person = someone(rng, woman=woman, age="child")
    return replace(
        person, top="shirt", top_color=WHITE, bottom=rng.choice([NAVY, "#2f4a6b"]), sleeves="short",
        accent="#d13b32", hair=rng.choice(["bob", "tail"]) if person.woman else "short", glasses=False,
    )  # fmt: skip


def highlander(rng: Random, *, woman: bool | None = None) -> Person:
    """Return someone from the mountains: dark woven clothes with a coloured band, women with a headscarf."""
    person = someone(rng, woman=woman)
    return replace(
        person, top="vest", top_color=rng.choice(["#31333f", "#3d3346", "#2f3d46"]), bottom="#3a3340",
        accent=rng.choice(["#c94f45", MUSTARD, "#d0704f"]), skin=rng.choice(SKINS[1:]), glasses=False,
        hair="headscarf" if person.woman else "short", sleeves="long", shoes=DARK_WOOD,
    )  # fmt: skip


def medic(rng: Random, *, woman: bool | None = None) -> Person:
    """Return a doctor or nurse in a white coat."""
    person = someone(rng, woman=woman)
    hair: Hair = "bun" if person.woman else person.hair
    return replace(person, top="coat", top_color=WHITE, accent="#7fb4b4", bottom="#4b5f73", hair=hair)


def technician(rng: Random, *, woman: bool | None = None) -> Person:
    """Return someone in a work jacket, without a hat; scenes add a helmet where one is worn."""
    person = someone(rng, woman=woman)
    return replace(
        person, top="jacket", top_color=rng.choice(["#3f6784", "#d07f3f", "#4f7568", "#58616e"]),
        accent=rng.choice([MUSTARD, STEEL]), bottom="#3a4352", hair="tail" if person.woman else "short",
    )  # fmt: skip


def speaker(rng: Random, *, woman: bool | None = None) -> Person:
    """Return someone dressed for a ceremony: suit, or ao dai."""
    person = someone(rng, woman=woman)
    if person.woman:
        return in_ao_dai(rng, person)
    suit = rng.choice(["#2f3a4d", "#3b3d47", "#4a4650"])
    return replace(person, top="suit", top_color=suit, bottom=suit, accent=rng.choice(["#b8433b", NAVY]))
