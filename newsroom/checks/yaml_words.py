"""What the YAML reader complains of, in the editors' language. Unknown complaints stay as libyaml words them."""

from __future__ import annotations

_VIETNAMESE = {
    "could not find expected ':'": "thiếu dấu hai chấm sau tên trường",
    "mapping values are not allowed in this context": "dấu hai chấm ở chỗ không được, hãy đặt giá trị trong dấu nháy",
    "found character that cannot start any token": "ký tự không được đứng ở đây, thường là dấu Tab, dấu @ hoặc dấu `",
    "found unexpected end of stream": "thiếu dấu nháy đóng",
    "did not find expected node content": "thiếu giá trị hoặc thiếu dấu ngoặc đóng",
    "did not find expected ',' or ']'": "thiếu dấu phẩy hoặc dấu ] đóng",
    "did not find expected ',' or '}'": "thiếu dấu phẩy hoặc dấu } đóng",
    "did not find expected key": "thụt lề sai hoặc thiếu tên trường",
    "did not find expected '-' indicator": "thụt lề sai trong danh sách",
    "did not find expected <document start>": "có chữ thừa sau phần khai báo",
    "block sequence entries are not allowed in this context": "danh sách phải bắt đầu ở dòng mới",
    "found undefined tag handle": "dấu ! ở đầu giá trị, hãy đặt giá trị trong dấu nháy",
    "found undefined alias": "dấu * ở đầu giá trị, hãy đặt giá trị trong dấu nháy",
    "nested too deeply": "các giá trị lồng nhau quá sâu",
    "a key must be a word": "tên trường phải là một từ",
    "more than 20000 values": "có hơn 20.000 giá trị",
}


def in_vietnamese(reason: str) -> str:
    """Return the complaint in Vietnamese when we know it."""
    return _VIETNAMESE.get(reason, reason)
