"""What editors' tools say of each key: an explanation, examples, and what a choice is called.

Titles stand in the model. Here is what a tooltip, a form's hint or a completion adds to them; a test holds that every
key of the model has all three.
"""

from __future__ import annotations

from typing import Any, NamedTuple

PRIVATE = "Không đăng công khai."
"""How a hint ends when the key never leaves the repository."""


class Help(NamedTuple):
    """The explanation of one key, and values that show its form."""

    text: str
    examples: tuple[Any, ...]


HELP: dict[str, Help] = {
    "Story.id": Help(
        "Mã hồ sơ, cấp một lần, không đổi và không dùng lại. Các mã đã cấp: stories/register.tsv.", ("GS-2026-0142",)
    ),
    "Story.title": Help("Tiêu đề như người đọc thấy, tối đa 150 ký tự.", ("Người giữ lửa bộ phận một cửa",)),
    "Story.slug": Help(
        "Phần cuối của địa chỉ trang, trùng tên thư mục. Không dấu, chữ thường, nối bằng dấu gạch; đ viết là d."
        " Không đổi sau khi đăng.",
        ("nguoi-giu-lua-mot-cua",),
    ),
    "Story.summary": Help(
        "Hai, ba câu tóm tắt việc làm và kết quả, tối đa 300 ký tự; không lặp lại tiêu đề.",
        ("Mười hai năm ở bộ phận một cửa, chị Nguyễn Thị Hạnh chưa để một hồ sơ nào quá hẹn.",),
    ),
    "Story.quote": Help(
        "Lời của nhân vật, in trên áp phích; lời người khác thì ghi tên ở cuối, sau dấu gạch.",
        ("Hồ sơ của dân thì không có hồ sơ nhỏ.",),
    ),
    "Story.kind": Help("Mã trong terms/kinds.yml.", ("nguoi-tot-viec-tot",)),
    "Story.programme": Help("Mã trong terms/programmes.yml.", ("dien-hinh-thuong-xuyen",)),
    "Story.subjects": Help(
        "Cá nhân, tập thể, hộ gia đình được nêu gương; ít nhất một.",
        ([{"name": "Nguyễn Thị Hạnh", "type": "ca-nhan", "honorific": "chị", "unit": "vp-hctc"}],),
    ),
    "Story.unit": Help("Đơn vị giới thiệu; người đứng đầu chịu trách nhiệm. Mã trong terms/units.yml.", ("vp-hctc",)),
    "Story.fields": Help("Một hoặc nhiều lĩnh vực; mã trong terms/fields.yml.", (["cai-cach-hanh-chinh"],)),
    "Story.themes": Help("Một hoặc nhiều chủ đề; mã trong terms/themes.yml.", (["dam-nghi-dam-lam"],)),
    "Story.criteria": Help(
        "Tiêu chí mà gương đạt được, mỗi tiêu chí một dòng minh chứng có số liệu.",
        ([{"code": "TC-03", "evidence": "Giảm thời gian giải quyết hồ sơ từ bảy ngày còn ba ngày"}],),
    ),
    "Story.stage": Help("Bước trong việc xây dựng điển hình. Mã trong terms/stages.yml.", ("tuyen-truyen",)),
    "Story.replicated_at": Help("Các đơn vị đã làm theo; mã trong terms/units.yml.", (["vp-tin-hoc"],)),
    "Story.awards": Help(
        "Danh hiệu, hình thức khen thưởng kèm căn cứ; người chưa có thì để trống.",
        ([{"title": "bang-khen-tinh", "year": 2025, "decision": "123/QĐ-UBND", "date": "2025-03-01"}],),
    ),
    "Story.authors": Help("Người viết bài; ít nhất một.", ([{"name": "Lê Thảo Nguyên", "unit": "vp-tong-hop"}],)),
    "Story.source": Help("Bài tự viết, hay trích lại từ nơi khác (ghi tên, đường dẫn, ngày).", ({"kind": "tu-viet"},)),
    "Story.fictional": Help("Đánh dấu bài mẫu có nhân vật hư cấu; bài thật để trống.", (False,)),
    "Story.pictures": Help(
        "Ảnh để cạnh bài, trong cùng thư mục; ảnh đầu tiên là ảnh bìa.",
        ([{"file": "anh-bia.jpg", "alt": "Chị Hạnh tiếp người dân tại quầy", "credit": "Lê Văn Nam"}],),
    ),
    "Story.consent": Help(
        "Giấy đồng ý của từng người có tên hoặc có ảnh. Bản giấy cất ngoài kho, ở đây chỉ ghi số và phạm vi."
        f" {PRIVATE}",
        ([{"ref": "DY-2026-031", "subject": "Nguyễn Thị Hạnh", "date": "2026-10-01", "channels": ["website"]}],),
    ),
    "Story.verified": Help(
        f"Đơn vị quản lý xác nhận nội dung đúng và nhân vật không vướng mắc. {PRIVATE}",
        ({"unit": "vp-hctc", "by": "Trần Văn Hùng", "date": "2026-10-05", "no_pending_case": True},),
    ),
    "Story.status": Help("Bài đang ở bước nào. Phê duyệt và gỡ bài dùng lệnh riêng, không sửa tay.", ("draft",)),
    "Story.approval": Help(
        f"Do newsroom approve ghi, không sửa tay. {PRIVATE}",
        ({"by": "Phạm Quốc Duyệt", "at": "2026-11-20 09:30", "fingerprint": "sha256:…"},),
    ),
    "Story.publish": Help(
        "Mỗi kênh một mục; kênh không có mục thì không đăng.", ({"website": {"at": "2026-11-23 08:00"}},)
    ),
    "Story.redirects": Help("Địa chỉ cũ của bài; ai mở sẽ được dẫn sang trang này.", (["2026/ten-bai-cu/"],)),
    "Story.corrections": Help(
        "Đính chính hiện công khai dưới bài.",
        ([{"at": "2026-12-01 08:00", "note": "Sửa năm công tác từ 2010 thành 2012."}],),
    ),
    "Story.exceptions": Help(
        f"Dữ liệu cá nhân được đăng có căn cứ; người duyệt sẽ đọc. {PRIVATE}",
        ([{"code": "R002", "reason": "Số điện thoại đường dây nóng của tổ hòa giải, tổ đề nghị đăng"}],),
    ),
    "Story.withdrawal": Help(
        f"Do newsroom withdraw ghi. {PRIVATE}",
        ({"at": "2027-01-15 08:00", "reason": "Theo đơn của nhân vật", "by": "Phạm Quốc Duyệt"},),
    ),
    "Story.review_on": Help(
        f"Ngày xem lại nhân vật còn xứng là gương không; để trống: theo newsroom.toml. {PRIVATE}", ("2027-11-23",)
    ),
    "Story.returned": Help(
        f"Lý do trả lại bài. {PRIVATE}",
        ({"at": "2026-11-10 15:00", "reason": "Bổ sung số quyết định", "by": "Phạm Quốc Duyệt"},),
    ),
    "Subject.name": Help(
        "Viết đủ, đúng dấu, không kèm chức danh.", ("Nguyễn Thị Hạnh", "Tổ công nghệ số thôn Đại Hào")
    ),
    "Subject.type": Help("Mã trong terms/subject-types.yml.", ("ca-nhan",)),
    "Subject.honorific": Help("Từ đứng trước tên khi nhắc trong bài.", ("ông", "bà", "chị", "đồng chí")),
    "Subject.role": Help("Chức vụ hoặc việc đang làm.", ("Chuyên viên bộ phận một cửa",)),
    "Subject.unit": Help("Nơi công tác; mã trong terms/units.yml.", ("vp-hctc",)),
    "Subject.child": Help(f"true: dưới 16 tuổi; false: không phải trẻ em; để trống: theo năm sinh. {PRIVATE}", (True,)),
    "Subject.birth_year": Help(f"Chỉ để phân biệt người trùng tên. {PRIVATE}", (1990,)),
    "Criterion.code": Help("Mã trong terms/criteria.yml.", ("TC-03",)),
    "Criterion.evidence": Help("Một câu, có số liệu hoặc việc cụ thể.", ("27 quyển vở đo mưa từ năm 1996",)),
    "Award.title": Help("Mã trong terms/awards.yml.", ("bang-khen-tinh",)),
    "Award.year": Help("Năm được tặng.", (2025,)),
    "Award.decision": Help("Số và ký hiệu của quyết định.", ("123/QĐ-UBND",)),
    "Award.date": Help("Ngày ký quyết định: năm-tháng-ngày.", ("2025-03-01",)),
    "Award.issuer": Help("Người hoặc cơ quan ký quyết định.", ("Chủ tịch UBND tỉnh Quảng Trị",)),
    "Award.status": Help("Quyết định còn hiệu lực hay đã bị hủy bỏ.", ("con",)),
    "Award.subject": Help("Đúng tên ghi ở mục nhân vật; chỉ cần khi bài có nhiều nhân vật.", ("Nguyễn Thị Hạnh",)),
    "Author.name": Help("Họ tên hoặc bút danh hiện dưới bài.", ("Lê Thảo Nguyên",)),
    "Author.unit": Help("Mã trong terms/units.yml.", ("vp-tong-hop",)),
    "Source.kind": Help("Bài tự viết hay trích lại.", ("tu-viet",)),
    "Source.name": Help("Tên báo, trang đã đăng.", ("Báo Quảng Trị",)),
    "Source.link": Help("Địa chỉ bài gốc.", ("https://bao.example.vn/bai-viet",)),
    "Source.date": Help("Ngày đăng bài gốc: năm-tháng-ngày.", ("2026-05-19",)),
    "Picture.file": Help("Tên tệp nằm cạnh bài; không dấu, không khoảng trắng.", ("anh-bia.jpg",)),
    "Picture.alt": Help(
        "Một câu nói trong ảnh có gì, cho người không xem được ảnh.",
        ("Chị Hạnh hướng dẫn một cụ bà điền tờ khai tại quầy.",),
    ),
    "Picture.caption": Help(
        "Dòng chữ dưới ảnh: ai, ở đâu, khi nào.", ("Chị Hạnh tại bộ phận một cửa, tháng 10/2026.",)
    ),
    "Picture.credit": Help("Người chụp hoặc nguồn ảnh.", ("Lê Văn Nam",)),
    "Picture.kind": Help("Chân dung cần đồng ý của người trong ảnh.", ("hoat-dong-cong-cong",)),
    "Picture.ground": Help("Vì sao được dùng ảnh này; ảnh chân dung cần văn bản đồng ý.", ("dong-y",)),
    "Picture.people": Help(
        "Họ tên từng người nhận ra được, kể cả người không phải nhân vật; không đăng công khai.",
        (["Nguyễn Thị Hạnh", "Trần Văn Bình"],),
    ),
    "Picture.focus": Help("[% từ trái, % từ trên]; ảnh cắt vuông, cắt đứng và áp phích giữ điểm này.", ([30, 40],)),
    "Consent.ref": Help("Số ghi trên giấy đồng ý.", ("DY-2026-031",)),
    "Consent.subject": Help("Đúng tên ghi ở mục nhân vật, hoặc ở mục người trong ảnh.", ("Nguyễn Thị Hạnh",)),
    "Consent.date": Help("Ngày ký: năm-tháng-ngày.", ("2026-10-01",)),
    "Consent.channels": Help("Những kênh người đó cho đăng.", (["website", "facebook", "zalo"],)),
    "Consent.pictures": Help("Có cho đăng ảnh hay không.", (True,)),
    "Consent.sensitive": Help(
        "Loại dữ liệu nhạy cảm người đó cho phép nêu: dân tộc, tôn giáo, sức khỏe, hoàn cảnh gia đình.", ([],)
    ),
    "Consent.guardian": Help("Cha, mẹ hoặc người giám hộ, khi nhân vật là trẻ em.", ("Trần Thị Lan",)),
    "Consent.child_agrees": Help("true khi trẻ từ đủ 7 tuổi cũng đã đồng ý.", (True,)),
    "Consent.until": Help(
        "Ngày cuối còn hiệu lực; để trống: đến khi rút lại. Hết hạn thì bài được gỡ.", ("2028-12-31",)
    ),
    "Consent.withdrawn": Help("Ngày người đó rút lại sự đồng ý; bài sẽ được gỡ.", ("2027-01-15",)),
    "Verified.unit": Help("Đơn vị quản lý nhân vật; mã trong terms/units.yml.", ("vp-hctc",)),
    "Verified.by": Help("Họ tên người xác minh.", ("Trần Văn Hùng",)),
    "Verified.date": Help("Ngày xác minh: năm-tháng-ngày.", ("2026-10-05",)),
    "Verified.no_pending_case": Help("Không bị kỷ luật, điều tra, khiếu nại, tố cáo chưa giải quyết xong.", (True,)),
    "Approval.by": Help("Họ tên người duyệt.", ("Phạm Quốc Duyệt",)),
    "Approval.email": Help("Địa chỉ đã ký, có trong danh sách khóa được ký.", ("duyet@tinh.example",)),
    "Approval.at": Help("Lúc duyệt.", ("2026-11-20 09:30",)),
    "Approval.fingerprint": Help("Tính từ mọi thứ sẽ đăng; sửa một dấu phẩy là khác.", ("sha256:…",)),
    "Approval.signature": Help("Chữ ký của người duyệt.", ("…",)),
    "Announcement.at": Help("Giờ Việt Nam: năm-tháng-ngày giờ:phút.", ("2026-11-23 08:00",)),
    "Announcement.text": Help("Để trống thì dùng phần tóm tắt.", ("Mười hai năm, chưa một hồ sơ quá hẹn.",)),
    "Announcement.hashtags": Help("Viết liền, không có dấu #.", (["NguoiTotViecTot"],)),
    "Announcement.kind": Help("Để trống thì theo cài đặt chung.", ("photo",)),
    "Announcement.link_in": Help("Liên kết ở trong bài hay ở bình luận đầu tiên.", ("text",)),
    "Announcement.crop": Help("Để trống thì theo cài đặt chung.", ("1:1",)),
    "Announcement.broadcast": Help("Gửi tin cho mọi người quan tâm Zalo OA; mỗi tháng có hạn.", (False,)),
    "Correction.at": Help("Lúc đính chính.", ("2026-12-01 08:00",)),
    "Correction.by": Help(f"Họ tên người sửa; newsroom correct ghi. {PRIVATE}", ("Lê Thị Chi",)),
    "Correction.note": Help("Nói rõ đã sửa gì.", ("Sửa năm công tác từ 2010 thành 2012.",)),
    "Exempted.code": Help("Mã phát hiện của newsroom check, ví dụ R002: số điện thoại.", ("R002",)),
    "Exempted.reason": Help("Vì sao được đăng, ai đồng ý.", ("Số đường dây nóng, tổ hòa giải đề nghị đăng",)),
    "Withdrawal.at": Help("Lúc quyết định gỡ.", ("2027-01-15 08:00",)),
    "Withdrawal.reason": Help("Lưu nội bộ, không hiện ra ngoài.", ("Theo đơn của nhân vật",)),
    "Withdrawal.public_reason": Help("Lý do ghi ở địa chỉ cũ của bài.", ("de-nghi",)),
    "Withdrawal.by": Help("Họ tên người quyết định.", ("Phạm Quốc Duyệt",)),
    "Returned.at": Help("Lúc trả lại.", ("2026-11-10 15:00",)),
    "Returned.reason": Help("Cần sửa hoặc bổ sung gì.", ("Bổ sung số quyết định khen thưởng",)),
    "Returned.by": Help("Họ tên người trả lại.", ("Phạm Quốc Duyệt",)),
}
"""Class and key of the model → what is said of it."""

LISTED: dict[str, str] = {
    "Story.kind": "kinds",
    "Story.programme": "programmes",
    "Story.unit": "units",
    "Story.fields": "fields",
    "Story.themes": "themes",
    "Story.stage": "stages",
    "Story.replicated_at": "units",
    "Subject.type": "subject_types",
    "Subject.unit": "units",
    "Criterion.code": "criteria",
    "Award.title": "awards",
    "Author.unit": "units",
    "Verified.unit": "units",
}
"""Keys whose values are codes of one of the office's lists."""

CHOICES: dict[str, dict[str, str]] = {
    "Story.status": {
        "draft": "Bản nháp",
        "submitted": "Đã gửi",
        "verified": "Đã xác minh",
        "edited": "Đã biên tập",
        "approved": "Đã duyệt",
        "returned": "Trả lại",
        "correction": "Đính chính",
        "withdrawn": "Đã gỡ",
    },
    "Award.status": {"con": "Còn hiệu lực", "huy-bo": "Đã bị hủy bỏ"},
    "Source.kind": {"tu-viet": "Tự viết", "trich-dan": "Trích dẫn"},
    "Picture.ground": {
        "dong-y": "Có văn bản đồng ý",
        "hoat-dong-cong-cong": "Hội nghị, lễ, cuộc thi, biểu diễn",
        "loi-ich-cong-cong": "Vì lợi ích quốc gia, công cộng",
        "khong-nhan-ra-ai": "Không nhận ra người nào",
    },
    "Picture.kind": {
        "chan-dung": "Chân dung",
        "hoat-dong-cong-cong": "Hoạt động công cộng",
        "tu-lieu": "Tư liệu",
        "minh-hoa": "Minh họa",
    },
    "Announcement.kind": {"link": "Liên kết", "photo": "Một ảnh", "photos": "Nhiều ảnh", "text": "Chỉ có chữ"},
    "Announcement.link_in": {"text": "Trong bài", "comment": "Ở bình luận đầu tiên"},
    "Announcement.crop": {"whole": "Để nguyên", "1:1": "Vuông (1:1)", "4:5": "Đứng (4:5)"},
    "Withdrawal.public_reason": {
        "de-nghi": "Theo đề nghị",
        "sai-sot": "Có sai sót",
        "khong-con-phu-hop": "Không còn phù hợp",
        "ban-quyen": "Bản quyền",
    },
}
"""What the fixed values of a key are called."""
