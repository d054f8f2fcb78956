"""Findings about awards."""

from __future__ import annotations

from newsroom.checks.entry import Entry, error, warning

AWARDS: dict[str, Entry] = {
    "K001": error(
        "Khen thưởng “{award}” chưa có số quyết định.",
        'The award "{award}" has no decision number.',
        "Ghi decision: số và ký hiệu của quyết định, ví dụ 123/QĐ-UBND; không có quyết định thì bỏ khen thưởng này.",
        "Write decision: with the number, like 123/QĐ-UBND; without a decision, take the award out.",
    ),
    "K002": warning(
        "“{decision}” không giống số quyết định.",
        '"{decision}" does not look like the number of a decision.',
        "Ghi đủ số và ký hiệu như trên văn bản: 123/QĐ-UBND, 64-QĐ/ĐU.",
        "Write number and symbol as on the paper: 123/QĐ-UBND, 64-QĐ/ĐU.",
    ),
    "K003": warning(
        "Khen thưởng “{award}” còn thiếu: {missing_vi}.",
        'The award "{award}" lacks {missing_en}.',
        "Tra quyết định khen thưởng rồi ghi thêm date, issuer.",
        "Look the decision up and add date and issuer.",
    ),
    "K004": warning(
        "Năm {year} không khớp với “{shown}”.",
        'The year {year} does not agree with "{shown}".',
        "So lại year, date và decision với quyết định.",
        "Compare year, date and decision with the paper.",
    ),
    "K005": warning(
        "“{award}” là khen thưởng {level}, không phải do “{issuer}” tặng.",
        '"{award}" is an award of {level}; "{issuer}" does not give it.',
        "Kiểm tra lại issuer và title; danh mục ở terms/awards.yml.",
        "Check issuer and title; the list is terms/awards.yml.",
    ),
    "K006": error(
        "Khen thưởng “{award}”: {why_vi}",
        'The award "{award}": {why_en}',
        "Sửa title hoặc subject của khen thưởng; loại được tặng ghi ở for: trong terms/awards.yml.",
        "Correct the award's title or subject; terms/awards.yml says in for: who may get it.",
    ),
    "K007": warning(
        "Khen thưởng “{award}” đã bị hủy bỏ.",
        'The award "{award}" was annulled.',
        "Xem lại cả bài: còn là gương nữa không; nếu không, newsroom withdraw hoặc newsroom freeze.",
        "Look at the whole story again; if it is no example any more, newsroom withdraw or newsroom freeze.",
    ),
    "K008": warning(
        "“{award}” năm {year} của {name} được ghi hai lần: {here}; và {there} ({other}).",
        '"{award}" of {year} for {name} is there twice: {here}; and {there} ({other}).',
        "Giữ một quyết định, theo văn bản gốc.",
        "Keep one decision, as on the paper.",
    ),
    "K009": warning(
        "Cùng một số quyết định nhưng hai ngày hoặc hai nơi ban hành: {here}; và {there} ({other}).",
        "One decision number with two dates or two issuers: {here}; and {there} ({other}).",
        "Đối chiếu với quyết định gốc rồi sửa chỗ ghi sai.",
        "Compare with the paper and correct the wrong one.",
    ),
}
