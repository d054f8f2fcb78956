"""Every sentence a person reads exists in Vietnamese and in English."""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["vi", "en"]


class Words(NamedTuple):
    """One sentence in both languages of the product."""

    vi: str
    en: str

    def say(self, language: Language, **values: object) -> str:
        """Return the sentence in `language` with `values` put in; a value may be words itself."""
        said = {key: value.say(language) if isinstance(value, Words) else value for key, value in values.items()}
        return (self.en if language == "en" else self.vi).format(**said)


def choose(option: str | None, environment: dict[str, str]) -> Language:
    """Decide the language: `--lang` wins, then LC_ALL and LANG, then Vietnamese."""
    wanted = option or environment.get("LC_ALL") or environment.get("LANG") or "vi"
    return "en" if wanted.lower().startswith("en") else "vi"
