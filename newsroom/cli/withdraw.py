"""newsroom withdraw."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from newsroom.cli.publish import as_document, exit_code, publish, show_published
from newsroom.cli.session import print_json
from newsroom.errors import FindingsError, UsageError
from newsroom.files import write_bytes
from newsroom.language import Words
from newsroom.story.public_reasons import PUBLIC_REASONS

if TYPE_CHECKING:
    from newsroom.cli.session import Session
    from newsroom.story.read import StoryFile


@click.command("withdraw")
@click.argument("story_id", metavar="MÃ BÀI")
@click.option("--reason", required=True, metavar="LÝ DO", help="Vì sao gỡ; không hiện ra ngoài · why.")
@click.option(
    "--public-reason",
    type=click.Choice(PUBLIC_REASONS),
    metavar="MÃ",
    help=f"Lý do ghi tại địa chỉ cũ · reason given at the old address: {', '.join(PUBLIC_REASONS)}.",
)
@click.option("--by", required=True, metavar="HỌ TÊN", help="Người quyết định · who decides.")
@click.option("--wait", type=click.IntRange(0, 3600), default=60, show_default=True, metavar="GIÂY",
              help="Chờ nền tảng gỡ xong · wait for platforms.")  # fmt: skip
@click.option("--no-build", is_flag=True, help="Không dựng lại trang web · leave the website to its own rebuild.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(
    session: Session,
    *,
    story_id: str,
    reason: str,
    public_reason: str | None,
    by: str,
    wait: int,
    no_build: bool,
    as_json: bool,
) -> int:
    """Gỡ một bài khỏi mọi nơi bằng một lệnh: ghi vào bài, dựng lại trang web, gỡ trên các kênh.

    Take a story down everywhere in one act: writes it into the story, rebuilds the website, takes the posts down.
    """
    if not reason.strip() or not by.strip():
        raise UsageError(_EMPTY, _EMPTY_REMEDY)
    file = _find(session, story_id)
    story_id = file.story.id if file.story is not None else story_id
    was_withdrawn = file.story is not None and file.story.withdrawal is not None
    if not was_withdrawn:
        _write(session, file, {"reason": reason.strip(), "public_reason": public_reason, "by": by.strip()})
    pages = 0 if no_build else _build(session)
    done, missing = publish(session, timedelta(seconds=wait), frozenset({story_id}))
    if as_json:
        print_json({"story": story_id, "rendered": pages, **as_document(done, missing, session.language)})
    else:
        session.say(_WAS_WITHDRAWN if was_withdrawn else _WRITTEN, path=file.name)
        if not no_build:
            session.say(_BUILT, pages=pages)
        show_published(done, missing, session.language)
        session.say(_BY_HAND)
    return exit_code(done, missing)


def _find(session: Session, story: str) -> StoryFile:
    from newsroom.story.read import read_stories

    config = session.config()
    files = read_stories(config.stories_path, config.zone, shown_from=config.root)
    written = [(file, file.front.data if file.front else {}) for file in files]
    found = next((f for f, data in written if data.get("id") == story), None)
    by_name = [f for f, data in written if story in {f.folder_name, data.get("slug")}]
    if found is None and len(by_name) == 1:
        found = by_name[0]
    if found is None:
        raise UsageError(_NO_STORY, _NO_STORY_REMEDY, story=story)
    if found.story is None:
        raise FindingsError(_UNSOUND, _UNSOUND_REMEDY, path=found.name, story=story)
    return found


def _write(session: Session, file: StoryFile, given: dict[str, str | None]) -> None:
    from newsroom.story.edit import bytes_as_read, set_keys_in_bytes
    from newsroom.story.front_matter import FrontMatterError

    now = session.clock.now().astimezone(session.config().zone)
    said = {key: value for key, value in given.items() if value is not None}
    withdrawal = {"at": f"{now:%Y-%m-%d %H:%M}", **said}
    try:
        made = set_keys_in_bytes(bytes_as_read(file), {"status": "withdrawn", "withdrawal": withdrawal})
    except FrontMatterError as error:
        raise FindingsError(_UNSOUND, _UNSOUND_REMEDY, path=file.name, story=file.folder_name) from error
    write_bytes(file.path, made)


def _build(session: Session) -> int:
    from newsroom.build.site import build_site

    return build_site(session.known_workspace()).rendered


_EMPTY = Words("Lý do và họ tên không được để trống.", "The reason and the name must not be empty.")
_EMPTY_REMEDY = Words("Ghi rõ rồi chạy lại.", "Say both and run again.")
_NO_STORY = Words("Không có bài nào mang mã {story}.", "There is no story {story}.")
_NO_STORY_REMEDY = Words(
    "Kiểm tra mã hồ sơ (newsroom plan --all); bài đã xóa khỏi kho: newsroom resolve KÊNH/…/MÃ BÀI/announce --withdraw.",
    "Check the id (newsroom plan --all); for a story deleted from the repository: "
    "newsroom resolve CHANNEL/…/STORY/announce --withdraw.",
)
_WRITTEN = Words("Đã ghi lệnh gỡ vào {path}; hãy commit tệp này.", "The withdrawal is written into {path}; commit it.")
_WAS_WITHDRAWN = Words("{path} đã có lệnh gỡ từ trước.", "{path} was withdrawn before.")
_UNSOUND = Words(
    "{path}: phần khai báo còn lỗi hoặc không viết mỗi trường một dòng, không ghi lệnh gỡ vào được.",
    "{path}: the front matter has errors or is not written one key under another; the withdrawal cannot be put in.",
)
_UNSOUND_REMEDY = Words(
    "Chạy newsroom check, sửa lỗi rồi gỡ lại; cần gỡ ngay bài đã đăng: "
    "newsroom resolve KÊNH/…/{story}/announce --withdraw.",
    "Run newsroom check and mend it, then withdraw again; to take a post down at once: "
    "newsroom resolve CHANNEL/…/{story}/announce --withdraw.",
)
_BY_HAND = Words(
    "Còn lại phải làm tay: tháo áp phích đã niêm yết, báo các trang đã dẫn lại bài.",
    "Left to do by hand: take down posters that hang somewhere, tell sites that passed the story on.",
)
_BUILT = Words(
    "Trang web đã dựng lại không còn bài ({pages} trang).", "The website is rebuilt without it ({pages} pages)."
)
