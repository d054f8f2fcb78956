"""newsroom poster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from newsroom.cli.session import Session, print_json
from newsroom.errors import UsageError
from newsroom.gate import CONSENT_OVER, SENTENCES, WEBSITE, Reason
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.outputs.posters import MadePosters, Poster, Wanted
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace

_LAYOUTS = ("anh-lon", "trich-dan", "trang-trong")
# A person's word against being shown holds for drafts too.
_NEVER = CONSENT_OVER | {Reason.WITHDRAWN}


@click.command("poster")
@click.argument("stories", nargs=-1, metavar="[MÃ|SLUG]...")
@click.option("--all", "everything", is_flag=True, help="Mọi bài được đăng · every story that may be shown.")
@click.option("--layout", "layouts", type=click.Choice(_LAYOUTS), multiple=True,
              help="Mẫu trình bày; mặc định cả ba · which layouts, default all three.")  # fmt: skip
@click.option("--size", "sizes", type=click.Choice(["a4", "a3"]), multiple=True, default=("a4",), show_default=True,
              help="Khổ giấy · paper.")  # fmt: skip
@click.option("--format", "forms", type=click.Choice(["pdf", "png", "jpg"]), multiple=True,
              help="Dạng tệp: pdf (mặc định), png 300 điểm/inch, jpg (mặc định của --slides) · file type.")  # fmt: skip
@click.option("--slides", is_flag=True, help="Ảnh 16:9 cho màn hình (1920×1080, 3840×2160) thay cho áp phích · slides.")
@click.option("--draft", is_flag=True, help="Bài chưa duyệt cũng in, có chữ BẢN NHÁP · stories not approved, stamped.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(  # noqa: PLR0913 - one for each option
    session: Session,
    *,
    stories: tuple[str, ...],
    everything: bool,
    layouts: tuple[str, ...],
    sizes: tuple[str, ...],
    forms: tuple[str, ...],
    slides: bool,
    draft: bool,
    as_json: bool,
) -> int:
    """Làm áp phích cổ động trực quan, in được ngay, vào build/posters/<năm>/<slug>/.

    Make posters ready to print, into build/posters/<year>/<slug>/. Only stories that the website may show.
    """
    if everything == bool(stories):
        raise UsageError(_WHICH, _WHICH_REMEDY)
    workspace = session.workspace()
    made = _made_posters(workspace)
    removed = _take_away(workspace, made)
    chosen = _showable(workspace, draft=draft) if everything else [_named(workspace, name) for name in stories]
    for file in chosen:
        _refuse(workspace, file, draft=draft)
    wanted = _wanted(layouts or _LAYOUTS, sizes, forms, slides=slides)
    posters: list[tuple[StoryFile, Poster]] = []
    for file, poster in _make(workspace, made, chosen, wanted, draft=draft):
        posters.append((file, poster))
        if not as_json:
            _show(session, file, poster)
    if as_json:
        print_json({"posters": [_document(file, poster) for file, poster in posters], "removed": removed})
    else:
        _sum_up(session, [poster for _, poster in posters], removed)
    return 0


def _made_posters(workspace: Workspace) -> MadePosters:
    from newsroom.outputs.posters import MadePosters

    build = workspace.config.build
    return MadePosters(build / "posters", build / "cache" / "posters.json")


def _wanted(layouts: Sequence[str], sizes: Sequence[str], forms: Sequence[str], *, slides: bool) -> list[Wanted]:
    from newsroom.outputs.posters import SLIDE_LAYOUT, SLIDE_PIXELS, Form, Wanted

    chosen = forms or (("jpg",) if slides else ("pdf",))
    known = [form for form in get_args(Form) if form in chosen]
    if slides:
        return [Wanted(SLIDE_LAYOUT, size, form) for size in SLIDE_PIXELS for form in known]
    return [Wanted(layout, size, form) for layout in layouts for size in dict.fromkeys(sizes) for form in known]


def _make(
    workspace: Workspace, made: MadePosters, chosen: Sequence[StoryFile], wanted: Sequence[Wanted], *, draft: bool
) -> Iterator[tuple[StoryFile, Poster]]:
    # Pillow is heavy.
    from newsroom.outputs.poster_words import poster_words
    from newsroom.outputs.posters import orders

    for file in {file.path: file for file in chosen}.values():
        if file.story is None:
            continue
        words = poster_words(file, file.story, workspace.config, workspace.terms)
        stamped = draft and not workspace.verdict(file, WEBSITE).allowed
        for poster in made.make(file.address, orders(file, words, wanted, is_draft=stamped)):
            yield file, poster


def _take_away(workspace: Workspace, made: MadePosters) -> int:
    """Delete the posters of stories that may no longer be shown: one left behind would be printed again."""
    files = {file.address: file for file in workspace.files}
    removed = 0
    for address in made.addresses():
        file = files.get(address)
        reason = workspace.verdict(file, WEBSITE).reason if file is not None else Reason.WITHDRAWN
        if reason is not None:
            removed += made.remove(address, drafts=reason in _NEVER)
    return removed


def _showable(workspace: Workspace, *, draft: bool) -> list[StoryFile]:
    def may(file: StoryFile) -> bool:
        reason = workspace.verdict(file, WEBSITE).reason
        return reason is None or (draft and reason not in _NEVER)

    return [file for file in workspace.files if file.story is not None and may(file)]


def _named(workspace: Workspace, name: str) -> StoryFile:
    named = [f for f in workspace.files if name in {f.folder_name, *((f.story.id, f.story.slug) if f.story else ())}]
    if not named:
        raise UsageError(_NO_STORY, _NO_STORY_REMEDY, story=name)
    if len(named) > 1:
        raise UsageError(_SEVERAL, _SEVERAL_REMEDY, story=name, paths=", ".join(file.name for file in named))
    return named[0]


def _refuse(workspace: Workspace, file: StoryFile, *, draft: bool) -> None:
    """Refuse a story that the website may not show; a draft is refused only to who asked not to be shown."""
    verdict = workspace.verdict(file, WEBSITE)
    if verdict.reason is None or (draft and verdict.reason not in _NEVER and file.story is not None):
        return
    reason = Words(*(SENTENCES[verdict.reason].say(language, **verdict.values) for language in ("vi", "en")))
    remedy = _NEVER_REMEDY if verdict.reason in _NEVER else _NOT_SHOWN_REMEDY
    raise UsageError(_NOT_SHOWN, remedy, path=file.name, reason=reason)


def _show(session: Session, file: StoryFile, poster: Poster) -> None:
    click.echo(poster.path)
    if poster.is_soft:
        from newsroom.outputs.posters import FEWEST_DOTS_PER_INCH

        session.complain(_SOFT, path=file.name, dots=poster.dots_per_inch, fewest=FEWEST_DOTS_PER_INCH)
    if poster.order.picture is None and file.story is not None and file.story.pictures:
        session.complain(_NO_PICTURE, path=file.name)


def _sum_up(session: Session, posters: Sequence[Poster], removed: int) -> None:
    fresh = sum(poster.is_new for poster in posters)
    session.say(_DONE, count=len(posters), fresh=fresh, kept=len(posters) - fresh)
    if removed:
        session.say(_REMOVED, count=removed)


def _document(file: StoryFile, poster: Poster) -> dict[str, Any]:
    order = poster.order
    return {
        "story": file.story.id if file.story else None,
        "path": str(poster.path),
        "layout": order.layout,
        "size": order.size,
        "format": order.form,
        "draft": order.is_draft,
        "new": poster.is_new,
        "dots_per_inch": poster.dots_per_inch,
        "soft": poster.is_soft,
    }


_WHICH = Words("Chưa nói làm áp phích cho bài nào.", "Which stories to make posters of was not said.")
_WHICH_REMEDY = Words(
    "Ghi mã hồ sơ hoặc slug của bài, hoặc --all để làm cho mọi bài được đăng.",
    "Name ids or slugs, or say --all for every story that may be shown.",
)
_NO_STORY = Words("Không có bài “{story}”.", 'There is no story "{story}".')
_NO_STORY_REMEDY = Words("Ghi mã hồ sơ (GS-2026-0001) hoặc slug.", "Give its id (GS-2026-0001) or slug.")
_SEVERAL = Words("“{story}” là tên của nhiều bài: {paths}.", '"{story}" names several stories: {paths}.')
_SEVERAL_REMEDY = Words("Ghi mã hồ sơ riêng của bài.", "Give the id of the one you mean.")
_NOT_SHOWN = Words(
    "{path}: {reason}; không làm áp phích để niêm yết.", "{path}: {reason}; no poster is made of it for display."
)
_NOT_SHOWN_REMEDY = Words(
    "Chờ bài được duyệt và đến giờ đăng; để xem thử, thêm --draft (có chữ BẢN NHÁP).",
    "Wait until it is approved and due; to try the look, add --draft (stamped BẢN NHÁP).",
)
_NEVER_REMEDY = Words(
    "Tháo các áp phích đã niêm yết của bài này nếu có.", "Take down posters of it that hang somewhere."
)
_SOFT = Words(
    "  cảnh báo: {path}: ảnh bìa chỉ có {dots} điểm/inch ở khổ này (nên từ {fewest}), in ra sẽ mờ; xin ảnh lớn hơn.",
    "  warning: {path}: the cover has only {dots} dots an inch on this paper (below {fewest}); ask for a larger one.",
)
_NO_PICTURE = Words(
    "  cảnh báo: {path}: ảnh bìa không dùng được nên áp phích chỉ có chữ; xem newsroom check.",
    "  warning: {path}: the cover is not usable, so the poster has only words; see newsroom check.",
)
_DONE = Words("{count} tệp: {fresh} làm mới, {kept} giữ nguyên.", "{count} files: {fresh} made, {kept} unchanged.")
_REMOVED = Words(
    "Đã xóa {count} áp phích của bài không còn được đăng.", "Removed {count} posters of stories no longer shown."
)
