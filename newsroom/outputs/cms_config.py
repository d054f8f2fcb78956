"""`/admin/config.yml`: one file that Decap CMS and Sveltia CMS both accept, made from the story model and the lists.

Options: https://decapcms.org/docs/configuration-options/ and the JSON Schema in the package @sveltia/cms (2026-11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from newsroom.outputs.cms_form import story_fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsroom.config import Config
    from newsroom.terms import Terms

_MESSAGES = {
    "create": "Bài mới: {{slug}}",
    "update": "Sửa bài: {{slug}}",
    "delete": "Xóa bài: {{slug}}",
    "uploadMedia": "Thêm ảnh: {{path}}",
    "deleteMedia": "Xóa ảnh: {{path}}",
}
# Where each kind of host has its API, below its own address.
_API = {"gitlab": "/api/v4", "gitea": "/api/v1"}


def cms_config(
    config: Config, terms: Terms, next_id: str, *, folder: str, local: tuple[str, str] | None = None
) -> dict[str, Any]:
    """Return the settings of the editors' form; `folder` is the stories' in the repository.

    With `local`, the address of Decap's own server and a branch, it saves into a repository on this machine.
    """
    return {
        "backend": _local(*local) if local else _backend(config),
        "publish_mode": "editorial_workflow",
        "locale": "vi",
        "site_url": config.site.url,
        "display_url": config.site.url,
        "logo": {"src": "mark.svg"},
        "show_preview_links": False,
        # Names of pictures and folders: no accents, and đ is d.
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        # Of all collections; a story's pictures lie in its own folder.
        "media_folder": folder,
        "public_folder": "/",
        # Sveltia alone knows this section; for Decap admin.js does the same.
        "output": {"omit_empty_optional_fields": True},
        "collections": [_stories(config, terms, next_id, folder)],
    }


def config_file(settings: dict[str, Any]) -> bytes:
    """Return the settings as YAML."""
    head = "# Do `newsroom build` viết ra từ mô hình bài viết và các danh mục; đừng sửa ở đây.\n"
    return (head + yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=1000)).encode()


def next_story_id(ids: Iterable[str], year: int) -> str:
    """Return the id after the last one given in `year`, in the form that the office uses."""
    given = sorted(ids, key=lambda one: one.split("-")[1:])
    prefix = given[-1].split("-")[0] if given else "GS"
    last = max((int(one.split("-")[2]) for one in given if one.split("-")[1] == str(year)), default=0)
    return f"{prefix}-{year}-{last + 1:04d}"


def _stories(config: Config, terms: Terms, next_id: str, folder: str) -> dict[str, Any]:
    return {
        "name": "guong",
        "label": "Bài gương điển hình",
        "label_singular": "Bài mới",
        "description": (
            "Lưu xong, bài nằm ở mục Biên tập; xong việc thì nhập kho. Bài chỉ lên trang và lên các kênh sau khi được"
            " phê duyệt."
        ),
        "folder": folder,
        "path": "{{year}}/{{slug}}/index",
        "slug": "{{fields.slug}}",
        "media_folder": "",
        "public_folder": "",
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": True,
        # Taking down is an act with a reason (`newsroom withdraw`), not the loss of a file.
        "delete": False,
        "identifier_field": "title",
        "summary": "{{title}} · {{id}} · {{status}}",
        "sortable_fields": ["id", "title", "status"],
        "view_filters": [
            {"label": "Bản nháp", "field": "status", "pattern": "draft"},
            {"label": "Chờ duyệt", "field": "status", "pattern": "edited"},
            {"label": "Trả lại", "field": "status", "pattern": "returned"},
        ],
        "view_groups": [{"label": "Đơn vị", "field": "unit"}, {"label": "Loại gương", "field": "kind"}],
        "editor": {"preview": False},
        "fields": story_fields(terms, config.channel_labels, next_id),
    }


def _local(proxy_url: str, branch: str) -> dict[str, Any]:
    return {"name": "proxy", "proxy_url": proxy_url, "branch": branch, "commit_messages": _MESSAGES}


def _backend(config: Config) -> dict[str, Any]:
    repository, cms = config.repository, config.cms
    if repository is None or cms is None:
        msg = "the form needs to know where it saves"
        raise ValueError(msg)
    backend: dict[str, Any] = {"name": repository.kind, "repo": repository.name, "branch": repository.branch}
    if repository.kind in _API:
        backend["api_root"] = repository.host + _API[repository.kind]
        backend["base_url"] = repository.host
    if repository.kind == "gitlab":
        backend |= {"auth_type": "pkce", "app_id": cms.app_id}
    elif repository.kind == "gitea":
        backend |= {"app_id": cms.app_id}
    elif cms.login_url:
        backend["base_url"] = cms.login_url
    return {**backend, "commit_messages": _MESSAGES}
