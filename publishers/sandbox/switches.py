"""The switches of the sandbox: what each is called, its default, and what it means to a person.

What is unsure in life is a switch; its default is the stricter or the commoner reading (facts seen 2026-11).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publishers.sandbox import seed

_CODE = r"|-?\d+(/\d+)?"


class UnknownSettingError(Exception):
    """A setting has no such name or the value has the wrong type; the message says which."""


@dataclass(frozen=True)
class Switch:
    """One switch; `values` are the only ones allowed, `pattern` is the form of a text, where they are given."""

    default: Any
    vi: str
    en: str
    values: tuple[Any, ...] = ()
    pattern: str = ""

    def takes(self, value: object) -> bool:
        """Say whether a value may be set."""
        if isinstance(self.default, bool) or isinstance(value, bool):
            return isinstance(self.default, bool) and isinstance(value, bool)
        if isinstance(self.default, int | float):
            fits = isinstance(value, int | float) and abs(value) < 1e12
        else:
            fits = isinstance(value, type(self.default))
        allowed = not self.values or value in self.values
        return fits and allowed and (not self.pattern or re.fullmatch(self.pattern, str(value)) is not None)


_BOTH = {
    "clock_skew_seconds": Switch(
        0,
        "giờ của nền tảng nhanh hơn giờ máy này bao nhiêu giây (đồng hồ máy sai)",
        "how far the platforms' time is ahead of this machine's (a wrong clock here)",
    ),
}

_FACEBOOK = {
    "facebook_page_name": Switch(seed.FACEBOOK_PAGE_NAME, "tên Trang", "the Page's name"),
    "facebook_token_page_id": Switch(
        "",
        "mã Trang mà token thuộc về; trống: đúng Trang",
        "the Page that the token belongs to; empty: the right one",
        pattern=r"|\d{1,20}",
    ),
    "facebook_user_token": Switch(
        False,
        "token của Trang thật ra là token người dùng",
        "the Page token is really a user token",
    ),
    "facebook_require_proof": Switch(False, "ứng dụng đòi appsecret_proof", "the app demands appsecret_proof"),
    "facebook_photo_limit_bytes": Switch(
        4_000_000,
        "ảnh lớn nhất, tính bằng byte",
        "largest photo in bytes; Meta's documents say 10 MB, its refusal 4 MB",
    ),
    "facebook_accept_webp": Switch(False, "nhận ảnh WebP", "take WebP photos"),
    "facebook_schedule_max_days": Switch(
        30, "lên lịch xa nhất bao nhiêu ngày", "how many days ahead a post may be scheduled; Meta says 30, 75 and 180"
    ),
    "facebook_scheduled_vanish": Switch(
        False, "bài hẹn giờ biến mất khi đến giờ", "a scheduled post disappears at its time"
    ),
    "facebook_feed_lists_unpublished": Switch(
        True, "danh sách feed có cả bài chưa công bố", "the feed lists unpublished posts; Meta says both"
    ),
    "facebook_created_time_on_publish": Switch(
        True, "created_time là lúc công bố", "created_time moves to the moment of publication"
    ),
    "facebook_read_lag_seconds": Switch(
        0, "danh sách thấy bài mới chậm bao nhiêu giây", "listings show a write only after this long"
    ),
    "facebook_delete_lag_seconds": Switch(
        0, "bài đã xóa còn đọc được bao nhiêu giây", "a deleted post can still be read for this long"
    ),
    "facebook_duplicate_check": Switch(
        False, "từ chối nội dung giống hệt bài trước (506)", "refuse a text equal to the last post's (506)"
    ),
    "facebook_refuse_local_links": Switch(
        False, "từ chối liên kết tới máy này (1500), như thật", "refuse links to this machine (1500), as in life"
    ),
    "facebook_links_per_month": Switch(
        -1,
        "số bài có liên kết trong 30 ngày; -1: không giới hạn",
        "link posts in 30 days; -1: no limit. How Meta words that refusal is not known",
    ),
    "facebook_scrape_code": Switch(
        "",
        "mã lỗi mỗi lần đọc trước liên kết (ví dụ 1609005); trống: không lỗi",
        "code that every scrape is refused with, such as 1609005; empty: none",
        pattern=_CODE,
    ),
    "facebook_comment_code": Switch(
        "",
        "mã lỗi mỗi lần bình luận (ví dụ 368/1404006); trống: không lỗi",
        "code that every comment is refused with, such as 368/1404006; empty: none",
        pattern=_CODE,
    ),
    "facebook_revoked_permissions": Switch([], "các quyền token đã mất", "permissions that the token lost"),
    "facebook_accounts_hidden": Switch(
        False, "Trang không có trong /me/accounts", "the Page is missing from /me/accounts"
    ),
    "facebook_other_pages": Switch(
        0, "số Trang khác đứng trước trong /me/accounts", "other Pages that /me/accounts lists first"
    ),
    "facebook_served_version": Switch(
        "",
        "phiên bản API trả về thay cho bản đã hỏi, ví dụ v21.0",
        "version served instead of the one asked for, such as v21.0",
        pattern=r"|v\d+\.\d+",
    ),
    "facebook_calls_per_day": Switch(
        480_000, "số lời gọi trong 24 giờ; quá thì 80001", "calls in 24 hours; 80001 beyond (4800 per engaged person)"
    ),
}

_ZALO = {
    "zalo_oa_name": Switch(seed.ZALO_OA_NAME, "tên OA", "the OA's name"),
    "zalo_oa_id": Switch(
        "", "mã OA của token; trống: đúng OA", "the OA that the token belongs to; empty: the right one"
    ),
    "zalo_verified": Switch(True, "OA đã xác thực; tắt: -221", "the OA is verified; off: -221"),
    "zalo_paid_package": Switch(True, "OA có gói trả phí; tắt: -224", "the OA is on a paid package; off: -224"),
    "zalo_package_name": Switch(
        "Comprehensive", "tên gói của OA khi có gói trả phí", "the package's name while it is paid"
    ),
    "zalo_authorized": Switch(True, "OA còn cấp quyền cho ứng dụng; tắt: -223", "the OA authorised the app; off: -223"),
    "zalo_app_active": Switch(True, "ứng dụng đang bật; tắt: -209", "the app is active; off: -209"),
    "zalo_require_proof": Switch(False, "đòi appsecret_proof (-242)", "demand appsecret_proof (-242)"),
    "zalo_processing_seconds": Switch(
        2, "bao nhiêu giây thì bài xử lý xong; -1: không bao giờ", "seconds until `verify` gives an id; -1: never"
    ),
    "zalo_article_quota": Switch(10_000, "số bài mỗi tháng; quá thì -223", "articles a month; -223 beyond"),
    "zalo_broadcast_quota": Switch(40, "số broadcast mỗi tháng; quá thì -211", "broadcasts a month; -211 beyond"),
    "zalo_broadcasts_per_day": Switch(
        1, "số broadcast mỗi ngày; quá thì -218", "broadcasts a day; -218 beyond. Which code Zalo uses is not known"
    ),
    "zalo_calls_per_minute": Switch(4000, "số lời gọi mỗi phút; quá thì -32", "calls a minute; -32 beyond"),
    "zalo_over_length_code": Switch(
        -210, "mã lỗi khi chữ quá dài", "code for a text that is too long", values=(-210, -201)
    ),
    "zalo_refuse_small_images": Switch(False, "từ chối ảnh bìa dưới 500×500", "refuse a cover under 500x500 (-201)"),
    "zalo_media_failure_at": Switch(
        "create", "ảnh hỏng báo lỗi ở bước nào", "where a bad picture is reported", values=("create", "verify")
    ),
    "zalo_detail_update_date": Switch(
        True, "getdetail có update_date", "getdetail has `update_date`; the documents list none"
    ),
    "zalo_delete_lag_seconds": Switch(
        0, "bài đã xóa còn đọc được bao nhiêu giây", "a removed article can still be read for this long"
    ),
    "zalo_spent_refresh_answer": Switch(
        "-14014",
        "trả lời khi refresh token đã dùng: mã lỗi hay nội dung rỗng",
        "answer to a spent refresh token: the code or an empty body",
        values=("-14014", "empty"),
    ),
    "zalo_superseded_code": Switch(
        -216,
        "mã lỗi của access token đã bị thay",
        "code for an access token that a refresh replaced",
        values=(-216, -220),
    ),
    "zalo_omit_refresh_token": Switch(
        False, "làm mới nhưng không trả refresh token mới", "a refresh answers without a new refresh token"
    ),
    "zalo_string_error_codes": Switch(False, "mã lỗi là chuỗi chữ", 'codes as text, "error": "-216", on both hosts'),
    "zalo_numeric_expires_in": Switch(False, "expires_in là số", "expires_in is a number, not text"),
    "zalo_extra_fields": Switch(False, "thêm trường lạ trong mọi câu trả lời", "unknown fields in every answer"),
    "zalo_auto_consent": Switch(
        False, "trang cấp quyền tự đồng ý, không cần bấm", "the consent page agrees by itself, without a click"
    ),
    "zalo_callback": Switch(
        "",
        "địa chỉ callback đã lưu; khác đi là -14003; trống: mọi địa chỉ trên máy này",
        "the saved callback, any other is -14003; empty: any address on this machine",
    ),
    "zalo_saved_challenge": Switch(
        "",
        "code_challenge đã lưu ở trang quản lý; trống: theo từng lần",
        "the code_challenge saved in the console; empty: the one of each request",
    ),
    "zalo_require_pkce": Switch(False, "bắt buộc có code_challenge", "a code_challenge is compulsory"),
}

SWITCHES: dict[str, Switch] = {**_BOTH, **_FACEBOOK, **_ZALO}


def check_settings(values: Mapping[str, object]) -> None:
    """Raise UnknownSettingError unless every name exists and takes its value."""
    for name, value in values.items():
        switch = SWITCHES.get(name)
        if switch is None:
            raise UnknownSettingError(f"no setting is called {name!r}; the settings are {', '.join(sorted(SWITCHES))}")
        if not switch.takes(value):
            wanted = " or ".join(repr(one) for one in switch.values) or f"a value like {switch.default!r}"
            raise UnknownSettingError(f"{name} takes {wanted}, not {value!r}")


def describe_settings(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return every switch with its value, default and meaning in both languages, as JSON values."""
    return [
        {"name": name, "value": values[name], "default": one.default, "vi": one.vi, "en": one.en, "values": one.values}
        for name, one in SWITCHES.items()
    ]
