"""Every finding's sentence and remedy, by code. Codes are stable: published, they never change meaning.

S schema and file · I identity · T terms · D dates · X text · P pictures · L links · A approval and consent ·
C channels · R rights of persons · K awards. Each code has a heading in docs/findings.md (`make docs` writes it, a test
compares).
"""

from __future__ import annotations

from newsroom.checks.catalogue_approval import APPROVAL
from newsroom.checks.catalogue_awards import AWARDS
from newsroom.checks.catalogue_consent import CONSENT
from newsroom.checks.catalogue_credentials import CREDENTIALS
from newsroom.checks.catalogue_pictures import PICTURES
from newsroom.checks.catalogue_privacy import PRIVACY
from newsroom.checks.catalogue_rights import RIGHTS
from newsroom.checks.catalogue_words import WORDS
from newsroom.checks.entry import Entry, error, warning

CATALOGUE: dict[str, Entry] = {
    "S001": error(
        "Tệp không phải UTF-8 (gặp byte {byte}).",
        "The file is not UTF-8 (byte {byte}).",
        "Mở bằng trình soạn thảo, chọn “Lưu với mã hóa UTF-8” rồi lưu lại.",
        "Open it in an editor and save it with the encoding UTF-8.",
    ),
    "S002": error(
        "Không có phần khai báo ở đầu bài (giữa hai dòng ---).",
        "There is no front matter (between two lines of ---).",
        "Bắt đầu tệp bằng dòng ---, ghi các trường, kết thúc bằng một dòng --- nữa.",
        "Begin the file with a line ---, write the keys, and close with another line ---.",
    ),
    "S003": error(
        "Phần khai báo sai cú pháp YAML: {reason_vi}.",
        "The front matter is not valid YAML: {reason}.",
        "Sửa ở dòng, cột được nêu; thường là thiếu dấu nháy, thiếu khoảng trắng sau dấu hai chấm hoặc thụt lề sai.",
        "Mend it at this line and column; often a quote, a blank after a colon, or indentation is missing.",
    ),
    "S004": error(
        "Không có trường “{key}”{near_vi}",
        'There is no key "{key}"{near_en}',
        "Sửa tên trường hoặc xóa dòng này.",
        "Correct the key or delete the line.",
    ),
    "S005": error(
        "Thiếu trường “{field}”.",
        'The key "{field}" is missing.',
        "Thêm trường này vào phần khai báo; xem docs/stories.md.",
        "Add it to the front matter; docs/stories.md shows how.",
    ),
    "S006": error(
        "Giá trị của “{field}” không dùng được: {reason_vi}.",
        'The value of "{field}" is not usable: {reason_en}.',
        "Sửa giá trị theo mẫu trong docs/stories.md.",
        "Correct it after the pattern in docs/stories.md.",
    ),
    "S007": error(
        "Trường “{key}” được ghi hai lần.",
        'The key "{key}" is given twice.',
        "Giữ lại một dòng.",
        "Keep one of the two lines.",
    ),
    "S008": error(
        "“{field}” dài {length} ký tự, tối đa {limit}.",
        '"{field}" has {length} characters, at most {limit} are allowed.',
        "Rút ngắn ít nhất {excess} ký tự.",
        "Shorten it by at least {excess} characters.",
    ),
    "S009": error(
        "Tên thư mục “{folder}” khác với slug “{slug}”.",
        'The folder is named "{folder}" but the slug is "{slug}".',
        "Đổi tên thư mục cho trùng với slug.",
        "Rename the folder to the slug.",
    ),
    "S010": error(
        "Không đọc được tệp: {reason}.",
        "The file cannot be read: {reason}.",
        "Kiểm tra quyền đọc của tệp.",
        "Check the file's permissions.",
    ),
    "S011": error(
        "Tệp quá lớn ({size} byte, tối đa {limit}).",
        "The file is too large ({size} bytes, at most {limit}).",
        "Chỉ để chữ trong index.md; ảnh để thành tệp riêng bên cạnh.",
        "Keep only text in index.md; pictures lie beside it as files.",
    ),
    "S012": error(
        "Bài chưa có nội dung.",
        "The story has no text.",
        "Viết nội dung bên dưới phần khai báo.",
        "Write the text below the front matter.",
    ),
    "S013": warning(
        "Bài dài {count} từ; độ dài thường dùng là 400 đến 2.000 từ.",
        "The story has {count} words; usual are 400 to 2,000.",
        "Cân nhắc viết thêm hoặc rút gọn.",
        "Consider adding or shortening.",
    ),
    "I001": error(
        "Mã hồ sơ {id} đã dùng cho bài {other}.",
        "The id {id} is already used by {other}.",
        "Cấp mã mới, chưa từng dùng, cho bài mới hơn.",
        "Give the newer story an id that was never used.",
    ),
    "I002": error(
        "Bài ở địa chỉ {address} từng được duyệt với mã {registered}, nay ghi mã {id}.",
        "The story at {address} was approved as {registered} but now says {id}.",
        "Ghi lại mã {registered}: mã hồ sơ không bao giờ đổi.",
        "Write {registered} again: an id never changes.",
    ),
    "I003": error(
        "Mã {id} thuộc về địa chỉ {registered}; bài này ở địa chỉ {address}.",
        "The id {id} belongs to the address {registered}; this story is at {address}.",
        "Nếu là bài khác, cấp mã mới. Nếu là bài cũ đổi đường dẫn, thêm “{registered}” vào redirects.",
        'If it is another story, give it a new id. If its address moved, add "{registered}" to redirects.',
    ),
    "I004": error(
        "Đường dẫn {address} đã dùng cho bài {other}.",
        "The address {address} is already used by {other}.",
        "Đổi slug (và tên thư mục) của bài chưa đăng, hoặc bỏ đường dẫn này khỏi redirects.",
        "Change the slug (and folder) of the story not yet published, or take the address out of redirects.",
    ),
    "T001": error(
        "“{code}” không có trong danh mục {list}{near_vi}",
        '"{code}" is not in the list {list}{near_en}',
        "Dùng mã có trong terms/{list}.yml, hoặc bổ sung danh mục.",
        "Use a code from terms/{list}.yml, or extend the list.",
    ),
    "T002": error(
        "“{code}” ({label}) không còn hoặc chưa có hiệu lực vào ngày {day}.",
        '"{code}" ({label}) was not valid on {day}.',
        "Chọn mã có hiệu lực vào ngày đăng, hoặc sửa ngày trong terms/{list}.yml.",
        "Choose a code valid on the day of publication, or mend the dates in terms/{list}.yml.",
    ),
    "T003": error(
        "“{code}” được ghi hai lần trong {key}.",
        '"{code}" is listed twice in {key}.',
        "Giữ lại một lần.",
        "Keep it once.",
    ),
    "D001": error(
        "Ngày giờ “{value}” không tồn tại.",
        'The date or time "{value}" does not exist.',
        "Kiểm tra lại lịch: tháng có bao nhiêu ngày, giờ từ 00 đến 23.",
        "Check the calendar: days of the month, hours 00 to 23.",
    ),
    "D002": error(
        "“{value}” không đúng dạng ngày giờ, ví dụ đúng: {example}.",
        '"{value}" is not written like {example}.',
        "Ghi năm-tháng-ngày, rồi giờ:phút nếu cần.",
        "Write year-month-day, then hour:minute where a time is wanted.",
    ),
    "D003": error(
        "Kênh {channel} hẹn đăng {at}, trước khi trang web có bài ({website}).",
        "{channel} is set for {at}, before the website has the story ({website}).",
        "Hẹn kênh mạng xã hội sau giờ đăng trang web.",
        "Set the channel's time after the website's.",
    ),
    "D004": error(
        "Bài đã duyệt nhưng chưa có lịch đăng trang web.",
        "The story is approved but has no time for the website.",
        "Thêm publish: website: {{at: …}}.",
        "Add publish: website: {{at: …}}.",
    ),
    "D005": error(
        "{field}: ngày {value} ở tương lai.",
        "{field}: {value} lies in the future.",
        "Kiểm tra lại ngày.",
        "Check the date.",
    ),
    "D006": warning(
        "Thư mục năm {year} khác với năm đăng {published}.",
        "The year folder {year} is not the year of publication {published}.",
        "Chuyển bài vào thư mục {published} nếu chưa từng đăng.",
        "Move the story to {published} unless it was published before.",
    ),
    "X001": error(
        "Chữ có dấu được gõ ở dạng tách rời (NFD): “{word}”.",
        'Letters are decomposed (NFD): "{word}".',
        "Gõ lại, hoặc chuyển tệp sang Unicode dựng sẵn (NFC).",
        "Type it again, or convert the file to Unicode form NFC.",
    ),
    "X002": warning(
        "“{word}” dùng chữ Ð (eth, U+00D0) thay cho Đ (U+0110).",
        '"{word}" has the letter eth (U+00D0) in place of Đ (U+0110).',
        "Thay bằng “{right}”.",
        'Replace it by "{right}".',
    ),
    "X003": warning(
        "Có ký tự không nhìn thấy {name} sau “{before}”.",
        'There is an invisible character {name} after "{before}".',
        "Xóa ký tự này (đặt con trỏ vào đó và nhấn Delete).",
        "Delete the character.",
    ),
    "X004": error(
        "“{word}” lẫn chữ cái {script} trông giống chữ Latinh.",
        '"{word}" mixes in {script} letters that look Latin.',
        "Gõ lại từ này bằng bàn phím tiếng Việt.",
        "Type the word again.",
    ),
    "X005": error(
        "Có ký tự điều khiển {name} trong bài.",
        "There is a control character {name} in the text.",
        "Xóa ký tự này.",
        "Delete the character.",
    ),
    "X006": error(
        "Trang web không nhận mã HTML {what} trong bài.",
        "The website does not take the HTML {what} in a text.",
        "Xóa đoạn mã này; video, biểu mẫu hay trang khác thì đặt liên kết https://, ảnh thì viết ![mô tả](anh.jpg).",
        "Delete it; link to videos, forms and other pages with https://, and write pictures as ![words](picture.jpg).",
    ),
    "X007": warning(
        "Trang web bỏ {what} khỏi bài, chữ xung quanh vẫn giữ nguyên.",
        "The website takes {what} out of the text; the words around it stay.",
        "Xóa đi, hoặc viết bằng Markdown: **đậm**, *nghiêng*, ## đề mục.",
        "Delete it, or write it as Markdown: **bold**, *italic*, ## heading.",
    ),
    "P001": error(
        "Không tìm thấy ảnh “{file}” trong thư mục của bài.",
        'The picture "{file}" is not in the story\'s folder.',
        "Chép ảnh vào cạnh index.md, hoặc sửa tên tệp (phân biệt chữ hoa, chữ thường).",
        "Put the picture beside index.md, or correct the file name (upper and lower case differ).",
    ),
    "P002": error(
        "“{file}” không phải là ảnh dùng được.",
        '"{file}" is not a usable picture.',
        "Dùng ảnh JPEG, HEIC, PNG, WebP, AVIF hoặc GIF; mở thử bằng trình xem ảnh.",
        "Use a JPEG, HEIC, PNG, WebP, AVIF or GIF; try to open it in a viewer.",
    ),
    "P003": error(
        "Ảnh “{file}” bị cắt cụt, không đọc hết được.",
        'The picture "{file}" is truncated.',
        "Chép lại ảnh từ máy ảnh hoặc thư gốc.",
        "Copy the picture again from its source.",
    ),
    "P004": error(
        "Ảnh “{file}” quá lớn: {width}×{height} ({megapixels} triệu điểm ảnh, tối đa {limit}).",
        'The picture "{file}" is too large: {width}×{height} ({megapixels} megapixels, at most {limit}).',
        "Thu nhỏ ảnh, cạnh dài 2.400 điểm ảnh là đủ.",
        "Make it smaller; a long side of 2,400 pixels is plenty.",
    ),
    "P005": error(
        "Ảnh “{file}” chưa có mô tả (alt).",
        'The picture "{file}" has no alt text.',
        "Viết một câu cho biết trong ảnh có gì, để người không nhìn được ảnh vẫn hiểu.",
        "Write one sentence that says what is in the picture.",
    ),
    "P006": error(
        "Đường dẫn ảnh “{file}” ra ngoài thư mục của bài.",
        'The picture path "{file}" leaves the story\'s folder.',
        "Chép ảnh vào cạnh index.md và chỉ ghi tên tệp.",
        "Put the picture beside index.md and give only its file name.",
    ),
    "P007": warning(
        "Ảnh “{file}” nằm trong thư mục nhưng không được dùng.",
        'The picture "{file}" lies in the folder but is not listed.',
        "Khai báo ảnh trong pictures, hoặc xóa tệp.",
        "List it under pictures, or delete the file.",
    ),
    "P008": warning(
        "Bài chưa có ảnh; ảnh chia sẻ vẽ từ tiêu đề sẽ được dùng thay.",
        "The story has no picture; the card drawn from its title is used instead.",
        "Thêm ít nhất một ảnh, ảnh đầu tiên làm ảnh bìa.",
        "Add at least one picture; the first is the cover.",
    ),
    "P009": error(
        "Ảnh “{file}” được chèn trong bài nhưng không có trong pictures.",
        'The text shows the picture "{file}" but pictures does not list it.',
        "Khai báo ảnh trong pictures với alt, chú thích và tác giả.",
        "List it under pictures with alt, caption and credit.",
    ),
    "P010": error(
        "Ảnh “{file}” được khai báo hai lần.",
        'The picture "{file}" is listed twice.',
        "Giữ lại một dòng.",
        "Keep one of the two.",
    ),
    "P011": error(
        "Ảnh “{file}” khai kích thước khổng lồ, có thể làm treo máy.",
        'The picture "{file}" claims an enormous size and could exhaust the machine.',
        "Không dùng tệp này; xin lại ảnh gốc.",
        "Do not use the file; ask for the original picture.",
    ),
    "P012": warning(
        "Ảnh động “{file}” chỉ hiện khung hình đầu tiên.",
        'Of the animation "{file}" only the first frame is shown.',
        "Chọn một khung hình và lưu thành ảnh JPEG.",
        "Choose a frame and save it as a JPEG.",
    ),
    "L001": error(
        "Liên kết nội bộ “{target}” không dẫn tới trang nào.",
        'The internal link "{target}" leads nowhere.',
        "Dùng địa chỉ dạng /2026/ten-bai/ của một bài có thật.",
        "Use the address of an existing story, like /2026/ten-bai/.",
    ),
    "L002": warning(
        "Liên kết “{target}” dẫn tới bài chưa đăng; trên trang web chỉ hiện chữ, không có liên kết.",
        'The link "{target}" leads to a story that is not published; the site shows its words without a link.',
        "Đăng bài kia trước, hoặc bỏ liên kết.",
        "Publish the other story first, or drop the link.",
    ),
    "L003": error(
        "Liên kết “{target}” dùng giao thức không được phép.",
        'The link "{target}" has a scheme that is not allowed.',
        "Chỉ dùng https://, http:// hoặc địa chỉ nội bộ.",
        "Use https://, http:// or an internal address.",
    ),
    "A001": error(
        "Bài ghi trạng thái “{status}” nhưng chưa có phê duyệt.",
        'The story says "{status}" but carries no approval.',
        "Người duyệt chạy newsroom approve {id}.",
        "The approver runs newsroom approve {id}.",
    ),
    "A002": error(
        "Nội dung đã thay đổi sau khi duyệt; phê duyệt ngày {at} không còn hiệu lực.",
        "The content changed after it was approved; the approval of {at} is void.",
        "Trình duyệt lại: newsroom approve {id}.",
        "Have it approved again: newsroom approve {id}.",
    ),
    "A003": error(
        "Người duyệt “{by}” cũng là tác giả bài.",
        'The approver "{by}" is also an author.',
        "Người khác phải duyệt bài này.",
        "Someone else must approve the story.",
    ),
    "A004": warning(
        "Kênh {channel}: {reason_vi}; kênh này sẽ không đăng.",
        "Channel {channel}: {reason_en}; it will not be posted there.",
        "Bổ sung văn bản đồng ý, hoặc bỏ kênh này khỏi publish.",
        "Add the consent, or take the channel out of publish.",
    ),
    "A005": error(
        "Chưa xác minh “không vướng mắc” cho bài đã duyệt.",
        'The approved story lacks the confirmation "no pending case".',
        "Đơn vị quản lý xác nhận và ghi verified: {{…, no_pending_case: true}}.",
        "The managing unit confirms it and verified: {{…, no_pending_case: true}} is written.",
    ),
    "C001": error(
        "Không có kênh “{channel}”{near_vi}",
        'There is no channel "{channel}"{near_en}',
        "Dùng website hoặc một kênh khai báo trong newsroom.toml.",
        "Use website or a channel named in newsroom.toml.",
    ),
    "C002": warning(
        "Kênh {channel}: {reason_vi}; kênh này sẽ không đăng.",
        "Channel {channel}: {reason_en}; it will not be posted there.",
        "Sửa trước khi trình duyệt; bài chưa được duyệt khi còn lỗi này.",
        "Mend it before approval; the story cannot be approved like this.",
    ),
    **APPROVAL,
    **CREDENTIALS,
    **CONSENT,
    **AWARDS,
    **PRIVACY,
    **RIGHTS,
    **PICTURES,
    **WORDS,
}
