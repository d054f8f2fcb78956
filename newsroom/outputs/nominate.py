"""`gioi-thieu-guong/`: units and citizens propose an example. The page makes a story's file in the reader's browser.

Nothing is sent by the page itself: its file is downloaded, put into a mail, or opened as a new file on the office's Git
host, by the person, who sees it first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsroom.outputs.staged import Staged, page

if TYPE_CHECKING:
    from datetime import date

    from newsroom.config import Config
    from newsroom.terms import TermList, Terms

FOLDER = "gioi-thieu-guong/"
_TITLE = "Giới thiệu gương"
_DESCRIPTION = (
    "Cơ quan, đơn vị và người dân giới thiệu tập thể, cá nhân có việc làm tốt để xem xét viết bài: điền mẫu, tải tệp"
    " hoặc gửi thư; trang không lưu và không gửi gì đi."
)
# The address of a page that opens with a new file, as each host takes it (GitHub, GitLab: seen 2026-11). A host that
# takes no text in the address is not offered.
_NEW_FILE = {
    "github": ("{url}/new/{branch}", "filename", "value"),
    "gitlab": ("{url}/-/new/{branch}", "file_name", "content"),
}
# Of a model that is proposed: it was found, and nothing has been done yet.
_FIRST_STAGE = "phat-hien"


def nomination_page(config: Config, terms: Terms, today: date) -> Staged:
    """Stage the page; it changes with the office's lists and settings, not with the stories."""
    lists = {
        "doi-tuong": _choices(terms.subject_types, today),
        "don-vi": _choices(terms.units, today),
        "loai": _choices(terms.kinds, today),
        "linh-vuc": _choices(terms.fields, today),
        "chu-de": _choices(terms.themes, today),
    }
    stages = [term.code for term in terms.stages if term.name_on(today)]
    data: dict[str, Any] = {
        "lists": lists,
        "programmes": _choices(terms.programmes, today),
        "stage": _FIRST_STAGE if _FIRST_STAGE in stages else next(iter(stages), ""),
        "stories": config.stories.path.as_posix() if not config.stories.path.is_absolute() else "stories",
        "mail": config.office.email if "@" in config.office.email else "",
        "host": _new_file(config),
    }
    return page(f"{FOLDER}index.md", "nominate.html", _TITLE, _DESCRIPTION, nominate=data)


def _choices(listed: TermList, today: date) -> list[dict[str, str]]:
    """Return what may be chosen today."""
    return [{"code": term.code, "label": label} for term in listed if (label := term.name_on(today))]


def _new_file(config: Config) -> dict[str, str] | None:
    repository = config.repository
    if repository is None or repository.kind not in _NEW_FILE:
        return None
    address, name, text = _NEW_FILE[repository.kind]
    return {"address": address.format(url=repository.url, branch=repository.branch), "name": name, "text": text}
