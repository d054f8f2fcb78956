"""Findings about who approved a story, and about who moved it from state to state."""

from __future__ import annotations

from newsroom.checks.entry import Entry, error, warning

_AGAIN_VI = "Người có thẩm quyền duyệt lại: newsroom approve {id}."
_AGAIN_EN = "Have it approved again by somebody entitled to: newsroom approve {id}."
_MEND_VI = " Để làm lại đúng quy trình: newsroom return {id} --reason …, rồi từng người chuyển bước phần của mình."
_MEND_EN = " To do it over: newsroom return {id} --reason …, then each moves the story in turn."

APPROVAL: dict[str, Entry] = {
    "A020": error(
        "Phê duyệt của {by} chưa có chữ ký số.",
        "The approval of {by} is not signed.",
        "Người duyệt chạy newsroom approve {id} --key KHÓA_SSH; hoặc đặt [approval] unsigned = true nếu nhánh được "
        "bảo vệ trên máy chủ Git xác nhận người duyệt.",
        "The approver runs newsroom approve {id} --key SSH_KEY; or set [approval] unsigned = true where the Git "
        "host's protected branch vouches.",
    ),
    "A021": error(
        "Chữ ký số của phê duyệt không đúng với bài này: phê duyệt bị sửa, hoặc chép từ bài khác.",
        "The approval's signature is not one for this story: it was altered, or copied from another story.",
        "Không sửa tay mục approval. " + _AGAIN_VI,
        "Never edit the approval by hand. " + _AGAIN_EN,
    ),
    "A022": error(
        "Phê duyệt này chép từ bài {other}, không phải của bài này.",
        "This approval was copied from {other}; it is not this story's.",
        _AGAIN_VI,
        _AGAIN_EN,
    ),
    "A023": error(
        "Khóa đã ký phê duyệt của {by} không có, hoặc không còn, trong danh sách người được ký ({file}).",
        "The key that signed the approval of {by} is not, or no longer, among the allowed signers ({file}).",
        "Người thôi giữ vai trò thì ghi valid-before cho khóa, đừng xóa dòng. " + _AGAIN_VI,
        "When somebody stops approving, give the key a valid-before and keep its line. " + _AGAIN_EN,
    ),
    "A024": error(
        "Khóa đã ký phê duyệt của {by} đã bị thu hồi.",
        "The key that signed the approval of {by} is revoked.",
        _AGAIN_VI,
        _AGAIN_EN,
    ),
    "A025": error(
        "Khóa của {by} không có hiệu lực vào lúc duyệt ({at}).",
        "The key of {by} was not valid when it approved ({at}).",
        "Kiểm tra valid-after, valid-before của khóa trong {file}. " + _AGAIN_VI,
        "Look at the key's valid-after and valid-before in {file}. " + _AGAIN_EN,
    ),
    "A026": error(
        "Phê duyệt ghi người duyệt là {by} nhưng chữ ký hoặc địa chỉ thư là của người khác.",
        "The approval names {by}, but signature or address are somebody else's.",
        _AGAIN_VI,
        _AGAIN_EN,
    ),
    "A027": error(
        "{by} không có quyền duyệt vào lúc {at}.",
        "{by} had no right to approve at {at}.",
        "Xem newsroom workflow: ai có vai trò “người duyệt”, ai được ủy quyền từ ngày nào. " + _AGAIN_VI,
        "See newsroom workflow for who is approver, and who is deputy from when. " + _AGAIN_EN,
    ),
    "A028": error(
        "Dòng này của danh sách người được ký không có tác dụng: {reason_vi}.",
        "This line of the allowed signers says nothing: {reason_en}.",
        "Ghi: địa-chỉ-thư [tùy chọn] loại-khóa khóa, như ssh-keygen(1) mục ALLOWED SIGNERS.",
        "Write: address [options] keytype key, as ssh-keygen(1) describes below ALLOWED SIGNERS.",
    ),
    "A029": warning(
        "Phê duyệt ghi lúc {at}, trước lần đính chính {later}.",
        "The approval is dated {at}, before the correction of {later}.",
        "Kiểm tra đồng hồ của máy đã duyệt và giờ ghi trong corrections.",
        "Check the clock of the machine that approved, and the time given in corrections.",
    ),
    "A030": warning(
        "Phê duyệt ghi lúc {at}, nhưng trước khi phê duyệt vào Git, nội dung còn được sửa lúc {later} ({commit}).",
        "The approval is dated {at}, but the content was changed at {later} ({commit}) before it came into Git.",
        "Kiểm tra đồng hồ của hai máy; nếu phê duyệt bị ghi lùi ngày, newsroom approve {id}.",
        "Check the clocks of both machines; if the approval was dated back, newsroom approve {id}.",
    ),
    "A031": warning(
        "Commit {commit} của bài này ghi ngày ở tương lai ({at}).",
        "The commit {commit} of this story is dated in the future ({at}).",
        "Chỉnh đồng hồ của máy đã commit; thứ tự các bước của bài này cần người xem lại.",
        "Set the clock of the machine that committed; a person should look at this story's steps.",
    ),
    "A032": error(
        "{who} không có quyền chuyển bài từ “{source_vi}” sang “{target_vi}” ({commit}).",
        '{who} may not move a story from "{source_en}" to "{target_en}" ({commit}).',
        "Việc này dành cho: {roles_vi}." + _MEND_VI,
        "This is for: {roles_en}." + _MEND_EN,
    ),
    "A033": error(
        "Bài bị chuyển thẳng từ “{source_vi}” sang “{target_vi}”, bỏ qua bước ở giữa ({who}, {commit}).",
        'The story went from "{source_en}" to "{target_en}" past what lies between ({who}, {commit}).',
        "Xem các bước: newsroom workflow." + _MEND_VI,
        "See the steps: newsroom workflow." + _MEND_EN,
    ),
    "A034": error(
        "{who} chuyển bài từ “{source_vi}” sang “{target_vi}” nhưng không có trong danh sách ({commit}).",
        '{who} moved the story from "{source_en}" to "{target_en}" and is not among the people ({commit}).',
        "Thêm người này vào [[workflow.people]] của newsroom.toml, hoặc gộp địa chỉ thư cũ bằng .mailmap." + _MEND_VI,
        "Add the person to [[workflow.people]] in newsroom.toml, or join an old address by .mailmap." + _MEND_EN,
    ),
    "A035": warning(
        "Không kiểm tra được ai đã chuyển trạng thái các bài: {reason_vi}.",
        "Who moved the stories from state to state cannot be checked: {reason_en}.",
        "Chạy trong bản sao Git đầy đủ (git clone không có --depth; với CI: fetch-depth: 0).",
        "Run in a complete Git checkout (git clone without --depth; in CI: fetch-depth: 0).",
    ),
    "A036": error(
        "{who} chuyển bài từ “{source_vi}” sang “{target_vi}” ngày {at}, ngoài thời gian được ủy quyền ({since} đến "
        "{until}; {commit}).",
        '{who} moved the story from "{source_en}" to "{target_en}" on {at}, outside the time as deputy ({since} to '
        "{until}; {commit}).",
        "Kiểm tra ngày ủy quyền trong newsroom.toml." + _MEND_VI,
        "Check the deputy's dates in newsroom.toml." + _MEND_EN,
    ),
    "A037": error(
        "{who} vừa trình bài vừa duyệt bài ({commit}).",
        "{who} both submitted the story and approved it ({commit}).",
        "Người khác phải duyệt bài này." + _MEND_VI,
        "Somebody else must approve it." + _MEND_EN,
    ),
    "A038": error(
        "Tệp còn dấu xung đột của Git (<<<<<<<, =======, >>>>>>>): hai người cùng sửa một bài.",
        "The file holds Git's conflict marks (<<<<<<<, =======, >>>>>>>): two people changed one story.",
        "Chọn giữ đoạn nào, xóa ba dòng dấu rồi lưu lại; bài đã duyệt thì trình duyệt lại.",
        "Choose what to keep and delete the three lines of marks; an approved story needs a new approval.",
    ),
    "A039": error(
        "{who} chuyển bài của {unit_vi} từ “{source_vi}” sang “{target_vi}” ngày {at}, nhưng {scope_vi} ({commit}).",
        '{who} moved a story of {unit_en} from "{source_en}" to "{target_en}" on {at}, but {scope_en} ({commit}).',
        "Việc này dành cho: {roles_vi}; riêng thủ trưởng phải phụ trách đơn vị đó hoặc đơn vị cấp trên. Nếu người này "
        "có phụ trách khi đó thì bổ sung vào units trong newsroom.toml." + _MEND_VI,
        "This is for: {roles_en}; among unit heads only for those of that unit or of one above it. If the person was "
        "one of them, add the unit to units in newsroom.toml." + _MEND_EN,
    ),
}
