"""A Word document in the form of Decree 30/2020/NĐ-CP, annex I: letterhead, headings, tables, signatures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_FONT, _SIZE, _SMALL = "Times New Roman", 13, 12
_PAGE_MM = (210, 297)
_MARGINS_MM = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
_WIDTH_MM = 165
_NATION, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


class _Look(NamedTuple):
    """How a line looks; sizes and distances in points."""

    align: str = "LEFT"
    size: int = _SIZE
    bold: bool = False
    italic: bool = False
    before: int = 0
    after: int = 1
    keeps: bool = False
    """It stays on the page of what follows."""


class Sheet:
    """Writes one document from top to bottom."""

    def __init__(self) -> None:
        """Begin an empty page; the library is heavy and only imported here."""
        from docx import Document
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt

        self.document: Any = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = (Mm(side) for side in _PAGE_MM)
        for name, margin in _MARGINS_MM.items():
            setattr(section, name, Mm(margin))
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = _FONT, Pt(_SIZE)
        fonts = style.element.rPr.rFonts
        for kind in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
            fonts.set(qn(kind), _FONT)
        style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(4), Pt(0)
        style.paragraph_format.line_spacing = 1.1
        self._number_pages(section)

    def letterhead(self, governing_body: str, office: str) -> None:
        """Put the body that issues on the left, national title and motto on the right, each above its line."""
        left, right = self._row(self._grid(1, (68, 97)), 0)
        self._line(left, governing_body.upper(), _Look("CENTER", _SMALL))
        self._line(left, office.upper(), _Look("CENTER", _SMALL, bold=True))
        self._rule(left, 22)
        self._line(left, "Số:        /PTr", _Look("CENTER"))
        self._line(right, _NATION, _Look("CENTER", _SMALL, bold=True))
        self._line(right, _MOTTO, _Look("CENTER", bold=True))
        self._rule(right, 56)
        self._line(right, "…………, ngày      tháng      năm 20……", _Look("CENTER", italic=True))

    def title(self, name: str, about: str) -> None:
        """Name the document, and what it is about."""
        self._paragraph(name, _Look("CENTER", 14, bold=True, before=14, after=4))
        self._paragraph(about, _Look("CENTER", 14, bold=True, after=10))

    def heading(self, text: str) -> None:
        """Begin a part."""
        self._paragraph(text, _Look(size=14, bold=True, before=10, after=4, keeps=True))

    def subheading(self, text: str) -> None:
        """Begin a part of a part."""
        self._paragraph(text, _Look(bold=True, italic=True, before=6, after=4, keeps=True))

    def text(self, text: str, *, align: str = "JUSTIFY", bold: bool = False, italic: bool = False) -> None:
        """Write one paragraph."""
        self._paragraph(text, _Look(align, bold=bold, italic=italic, after=4, keeps=bold))

    def labelled(self, label: str, text: str) -> None:
        """Write a label and what it names; line ends of the text stay."""
        first, *rest = text.split("\n")
        paragraph = self._paragraph(f"{label}: ", _Look(bold=True, after=4))
        paragraph.add_run(first)
        for line in rest:
            if line.strip():
                self._paragraph(line, _Look(after=4))

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Write names and values below each other, ruled."""
        table = self._grid(len(facts), (42, 123), ruled=True)
        for index, (name, value) in enumerate(facts):
            left, right = self._row(table, index)
            self._line(left, name, _Look(bold=True))
            self._line(right, value, _Look())

    def table(self, head: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[int], *, none: str) -> None:
        """Write a ruled table, its head again on every page; bytes in a cell are a picture. Without rows say so."""
        if not rows:
            self.text(none)
            return
        table = self._grid(1 + len(rows), widths, ruled=True)
        for cell, name in zip(self._row(table, 0), head, strict=True):
            self._line(cell, name, _Look("CENTER", bold=True))
        self._repeat_head(table)
        for index, row in enumerate(rows, 1):
            for cell, value, width in zip(self._row(table, index), row, widths, strict=True):
                if isinstance(value, bytes):
                    self._picture(cell, value, width - 6)
                else:
                    for line in str(value).split("\n"):
                        self._line(cell, line, _Look())
            self._hold_together(table.rows[index])

    def beside_code(self, coded: str, short: str, whole: str, note: str) -> None:
        """Write a fingerprint, short and whole, beside its QR code."""
        import segno

        code = io.BytesIO()
        segno.make_qr(coded, error="m").save(code, kind="png", scale=8, border=4)
        table = self._grid(1, (38, 127))
        left, right = self._row(table, 0)
        self._picture(left, code.getvalue(), 36)
        self._line(right, short, _Look(size=18, bold=True))
        self._line(right, whole, _Look(size=10))
        self._line(right, note, _Look())
        self._hold_together(table.rows[0])

    def signatures(self, roles: Sequence[str]) -> None:
        """Leave room for each role's signature, two beside each other, never torn from their titles."""
        for pair in (roles[at : at + 2] for at in range(0, len(roles), 2)):
            table = self._grid(1, [_WIDTH_MM // len(pair)] * len(pair))
            for cell, role in zip(self._row(table, 0), pair, strict=True):
                self._line(cell, role, _Look("CENTER", bold=True, before=12))
                self._line(cell, "(Ngày ……/……/20……, ký, ghi rõ họ tên)", _Look("CENTER", _SMALL, italic=True))
                for _ in range(4):
                    self._line(cell, "", _Look("CENTER"))
            self._hold_together(table.rows[0])

    def _paragraph(self, text: str, look: _Look) -> Any:
        return self._fill(self.document.add_paragraph(), text, look)

    def _line(self, cell: Any, text: str, look: _Look) -> None:
        # A cell begins with an empty paragraph, and without a word a line has no height of its own.
        is_new = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs
        self._fill(cell.paragraphs[0] if is_new else cell.add_paragraph(), text or "\u00a0", look)

    @staticmethod
    def _fill(paragraph: Any, text: str, look: _Look) -> Any:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = look.bold or None, look.italic or None, Pt(look.size)
        form = paragraph.paragraph_format
        form.alignment = getattr(WD_ALIGN_PARAGRAPH, look.align)
        form.space_before, form.space_after, form.keep_with_next = Pt(look.before), Pt(look.after), look.keeps
        return paragraph

    def _grid(self, rows: int, widths: Sequence[int], *, ruled: bool = False) -> Any:
        from docx.shared import Mm

        table = self.document.add_table(rows, len(widths), style="Table Grid" if ruled else None)
        table.autofit = False
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    @staticmethod
    def _row(table: Any, index: int) -> Any:
        return table.rows[index].cells

    def _picture(self, cell: Any, data: bytes, width: int) -> None:
        from docx.shared import Mm

        cell.paragraphs[0].add_run().add_picture(io.BytesIO(data), width=Mm(width))

    def _rule(self, cell: Any, width: int) -> None:
        """Draw the short line below a letterhead: the bottom border of an empty paragraph, indented to its width."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt

        paragraph = cell.add_paragraph()
        form = paragraph.paragraph_format
        form.space_after, form.line_spacing = Pt(5), Pt(3)
        side = max(0, (cell.width.mm - width) / 2 - 2)
        form.left_indent = form.right_indent = Mm(side)
        border, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        border.append(line)
        paragraph._p.get_or_add_pPr().append(border)  # noqa: SLF001 - python-docx has no borders

    @staticmethod
    def _hold_together(row: Any) -> None:
        from docx.oxml import OxmlElement

        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - as above

    @staticmethod
    def _repeat_head(table: Any) -> None:
        from docx.oxml import OxmlElement

        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - as above

    def _number_pages(self, section: Any) -> None:
        """Put the page's number at its head, centred, and none on the first, as the decree asks."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        self._fill(paragraph, "", _Look("CENTER"))
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            run = paragraph.add_run()
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = text
            run._r.append(part)  # noqa: SLF001 - python-docx has no fields
