"""The heading of a column, or the key of a list, labels the bare numbers below it."""

from __future__ import annotations

from newsroom.checks.labelled_lines import find_in_lines


def found_in(text: str) -> list[tuple[int, str, str]]:
    """Return the number of the line, the code and the words of each finding in `text`."""
    lines = text.split("\n")
    return [
        (number, str(found.kind), lines[number - 1][found.start : found.end])
        for number, found in find_in_lines(lines, year=2026)
    ]


def test_a_heading_labels_the_cells_of_its_column() -> None:
    """Bare numbers are told by what stands above them, in any spelling of the heading."""
    assert found_in(
        "| Họ và tên | Số điện thoại liên hệ | Ngày sinh | Số CMND/CCCD | Nơi ở | STK | Mã BHXH |\n"
        "| --- | :---: | ---: | --- | --- | --- | --- |\n"
        "| Lê Thị Hoa | 912345678 | 12/3/1985 | 197334455 | thôn 3, xã Cam Lộ | 12345678 | 4512345678 |\n"
        "| Trần Văn Bé | | 1980 | | xã Cam Lộ | | |"
    ) == [
        (3, "R002", "912345678"),
        (3, "R009", "12/3/1985"),
        (3, "R001", "197334455"),
        (3, "R010", "thôn 3, xã Cam Lộ"),
        (3, "R004", "12345678"),
        (3, "R006", "4512345678"),
    ]


def test_without_a_heading_the_same_numbers_are_nobody_s() -> None:
    """What makes these cells personal data is the heading alone, and it ends with its table."""
    row = "| Lê Thị Hoa | 912345678 | 12/3/1985 | 197334455 | 12345678 |"
    heading = "| Họ và tên | Sản lượng | Ngày họp | Số cây | Số vở |\n| --- | --- | --- | --- | --- |\n"
    assert found_in(heading + row) == []
    labelled = "| Tên | SĐT | Ngày sinh | CCCD | STK |\n| --- | --- | --- | --- | --- |\n"
    assert len(found_in(labelled + row)) == 4
    assert found_in(f"{labelled}\n{row}") == []


def test_a_heading_that_counts_labels_nothing() -> None:
    """How many accounts, cards or telephones there are is nobody's number."""
    assert (
        found_in(
            "| Năm | Số tài khoản đã mở | Số thẻ BHYT đã cấp | Tỷ lệ cài VNeID qua điện thoại (%) | Căn cước |\n"
            "| --- | --- | --- | --- | --- |\n"
            "| 2024 | 12345678 | 4512345678 | 912345678 | 1.234.567.890 |"
        )
        == []
    )


def test_an_office_s_address_in_a_table_is_none_of_a_person() -> None:
    """Below "Địa chỉ" a health station may have its street and number, a person may not."""
    table = "Tên | Địa chỉ\n--- | ---\nTrạm Y tế xã | 12 Lê Lợi\nLê Thị Hoa | 12 Lê Lợi"
    assert found_in(table) == [(4, "R010", "12 Lê Lợi")]


def test_a_key_labels_the_list_and_the_text_below_it() -> None:
    """In front matter the label may stand on the line above its values, and ends with them."""
    assert found_in(
        "dien_thoai:\n  - 912345678\n  - '987654321'\nngay_sinh: >-\n  12/03/1985\n"
        "ghi_chu:\n  - 912345678\n---\n912345678"
    ) == [(2, "R002", "912345678"), (3, "R002", "987654321"), (5, "R009", "12/03/1985")]


def test_what_tells_itself_is_found_once() -> None:
    """A telephone under "Điện thoại" is one finding, and an escaped bar does not shift the columns."""
    assert found_in("| Ghi chú | Điện thoại |\n|---|---|\n| a \\| b | 0912 345 678 |") == [(3, "R002", "0912 345 678")]


def test_rows_with_more_or_fewer_cells_than_headings_are_read() -> None:
    """A ragged table is read as far as it goes."""
    assert found_in("| SĐT |\n|---|\n| 912345678 | 987654321 |\n|\n||") == [(3, "R002", "912345678")]
