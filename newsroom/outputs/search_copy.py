"""What the search index reads: each story's words twice, as written and folded.

Pagefind 1.5 folds vowels but not đ (seen 2026-11), and knows nothing of tone styles. With a folded copy beside the
original, `dien hinh`, `dong hoi` and `hoà` find `điển hình`, `Đồng Hới` and `hòa`, while the words as written still
let an exact match come first. These pages are only indexed, never published.

No Pagefind filters: their files come out in another order at every run (1.5.2, seen 2026-11), and a build must give
the same bytes twice.
"""

from __future__ import annotations

import hashlib
import html
from typing import TYPE_CHECKING, Any

from newsroom.outputs.staged import Staged
from newsroom.outputs.wording import who_line
from newsroom.story.body import blocks
from newsroom.story.fold import fold

if TYPE_CHECKING:
    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.terms import Terms


# Raised when the copy is made differently, so that every story is indexed anew.
_RECIPE = "1"


def search_copy(story: PublishedStory, config: Config, terms: Terms) -> Staged:
    """Stage the search copy of one story at the path of its page; it is only made when the story changed."""
    day = story.day(config.zone)
    text = story.story
    names = [subject.name for subject in text.subjects]
    labels = [
        *(terms.fields.label(code) for code in text.fields),
        *(terms.themes.label(code) for code in text.themes),
        terms.units.label(text.unit, day),
        *(terms.units.label(s.unit, day) for s in text.subjects if s.unit),
    ]
    image = story.pictures.thumbnail_for_card(story.address)
    basis = f"{_RECIPE}|{story.fingerprint}|{day}|{labels}|{image}"
    version = hashlib.sha256(basis.encode()).hexdigest()
    return Staged(
        f"{story.address}index.html",
        version=version,
        make=lambda: _document(story, f"{day:%d/%m/%Y}", names, labels, image),
    )


def _document(story: PublishedStory, day: str, names: list[str], labels: list[str], image: dict[str, Any]) -> bytes:
    text = story.story
    words = [block.text for block in blocks(story.file.body)]
    folded = " ".join(fold(part) for part in (text.title, text.summary, *names, *labels, *words))
    meta = {
        "title": text.title,
        "summary": text.summary,
        "who": who_line(text),
        "date": day,
        "image": image["src"],
        "image_alt": image["alt"],
    }
    metas = "".join(f'<i data-pagefind-meta="{key}">{html.escape(str(value))}</i>' for key, value in meta.items())
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in (text.summary, *names, *labels, *words))
    document = (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"></head><body>'
        f"<div data-pagefind-ignore>{metas}</div>"
        f'<main data-pagefind-body><h1 data-pagefind-weight="8">{html.escape(text.title)}</h1>{paragraphs}'
        f"<p>{html.escape(folded)}</p></main></body></html>"
    )
    return document.encode()
