"""Findings about credentials written where Git would keep them for ever."""

from __future__ import annotations

from newsroom.checks.entry import Entry, error


def _leaked(what_vi: str, what_en: str, renew_vi: str, renew_en: str) -> Entry:
    return error(
        f"Có {what_vi}: “{{shown}}”.",
        f'There is {what_en}: "{{shown}}".',
        f"Xóa khỏi tệp. Nếu đã lưu vào Git thì coi như đã lộ: {renew_vi}, và báo người quản trị.",
        f"Take it out. Once committed it counts as leaked: {renew_en}, and tell the administrator.",
    )


CREDENTIALS: dict[str, Entry] = {
    "S020": _leaked(
        "mã truy cập Facebook",
        "a Facebook access token",
        "thu hồi mã rồi chạy newsroom login facebook",
        "revoke it and run newsroom login facebook",
    ),
    "S021": _leaked(
        "khóa bí mật hoặc mật khẩu ({name})",
        "a secret or password ({name})",
        "cấp khóa mới ở trang quản trị, để khóa trong biến môi trường",
        "have a new one issued and keep it in the environment",
    ),
    "S022": _leaked(
        "khóa hoặc nội dung kho khóa (vault)",
        "a key or record of the vault",
        "tạo kho mới, rồi đăng nhập lại từng kênh bằng newsroom login",
        "make a new vault and log in to every channel again with newsroom login",
    ),
    "S023": _leaked(
        "khóa riêng (private key)",
        "a private key",
        "tạo cặp khóa mới, thay khóa công khai cũ ở mọi nơi",
        "make a new pair and replace the old public key everywhere",
    ),
    "S024": _leaked(
        "địa chỉ kèm mật khẩu",
        "an address that holds a password",
        "đổi mật khẩu, để địa chỉ trong biến môi trường (NEWSROOM_NOTIFY_URLS, NEWSROOM_DATABASE_URL)",
        "change the password and keep the address in the environment (NEWSROOM_NOTIFY_URLS, NEWSROOM_DATABASE_URL)",
    ),
}
