"""Findings about personal data that a story would make public."""

from __future__ import annotations

from newsroom.checks.entry import Entry, error, warning

_OR_EXCEPT_VI = " Nếu có căn cứ để đăng, ghi exceptions: [{{code: CODE, reason: …}}]."
_OR_EXCEPT_EN = " Where there is a ground to publish it, write exceptions: [{{code: CODE, reason: …}}]."


def _stopped(code: str, what_vi: str, what_en: str) -> Entry:
    return error(
        f"{what_vi} trong bài: “{{shown}}”.",
        f'{what_en} in the story: "{{shown}}".',
        "Xóa khỏi bài; Git giữ mãi những gì đã ghi, nên báo người quản trị nếu đã đẩy lên."
        + _OR_EXCEPT_VI.replace("CODE", code),
        "Take it out; Git keeps for ever what was written, so tell the administrator when it was pushed."
        + _OR_EXCEPT_EN.replace("CODE", code),
    )


PRIVACY: dict[str, Entry] = {
    "R001": _stopped("R001", "Có số căn cước hoặc chứng minh nhân dân", "There is a citizen or identity card number"),
    "R002": _stopped("R002", "Có số điện thoại", "There is a telephone number"),
    "R003": _stopped("R003", "Có địa chỉ thư điện tử", "There is an e-mail address"),
    "R004": _stopped("R004", "Có số tài khoản ngân hàng", "There is a bank account number"),
    "R005": _stopped("R005", "Có biển số xe", "There is a number plate"),
    "R006": _stopped("R006", "Có số bảo hiểm", "There is an insurance number"),
    "R007": _stopped("R007", "Có mã số thuế", "There is a tax number"),
    "R008": _stopped("R008", "Có số hộ chiếu", "There is a passport number"),
    "R009": warning(
        "Có đủ ngày, tháng, năm sinh: “{shown}”.",
        'There is a full date of birth: "{shown}".',
        "Chỉ giữ năm sinh." + _OR_EXCEPT_VI.replace("CODE", "R009"),
        "Keep the year only." + _OR_EXCEPT_EN.replace("CODE", "R009"),
    ),
    "R010": warning(
        "Có địa chỉ nhà riêng: “{shown}”.",
        'There is a home address: "{shown}".',
        "Chỉ nêu đến xã, phường." + _OR_EXCEPT_VI.replace("CODE", "R010"),
        "Name the commune or ward only." + _OR_EXCEPT_EN.replace("CODE", "R010"),
    ),
    "R011": warning(
        "Ngoại lệ {code} không còn gì để miễn.",
        "The exception for {code} excepts nothing.",
        "Xóa dòng này khỏi exceptions.",
        "Take this line out of exceptions.",
    ),
}
