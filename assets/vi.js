// Show, in the browser: Streamlit's own words in Vietnamese. What our pages write is left alone.
(() => {
  "use strict";

  const words = {
    "About": "Giới thiệu", "Add row": "Thêm dòng", "Add files": "Thêm tệp", "App pages": "Các trang",
    "Autosize": "Vừa cột", "Average": "Trung bình", "Average length": "Độ dài trung bình",
    "Automatic": "Tự chọn", "Based on sample": "Tính trên một phần", "Cancel": "Hủy", "Cancel (Escape)": "Hủy (Esc)",
    "Choose an option": "Chọn một mục", "Choose options": "Chọn các mục", "Choose date": "Chọn ngày",
    "Choose date range": "Chọn khoảng ngày", "Clear all": "Bỏ hết", "Clear date": "Xóa ngày", "Clear dates": "Xóa ngày",
    "Clear entry": "Xóa", "Clear selection": "Bỏ chọn", "Clear value": "Xóa", "Close": "Đóng",
    "Close fullscreen": "Thoát toàn màn hình", "Close Search": "Đóng ô tìm", "Collapse sidebar": "Thu menu",
    "Connecting": "Đang kết nối", "Connection error": "Mất kết nối", "Connection lost. Please wait for the app to reconnect, then try again.":
      "Mất kết nối. Chờ kết nối lại rồi thử lại.",
    "Copied": "Đã chép", "Copy": "Chép", "Copy column name": "Chép tên cột", "Copy to clipboard": "Chép",
    "Count": "Số dòng", "Dark": "Tối", "Dataframe column menu": "Menu của cột", "Date range": "Khoảng ngày",
    "Decrement": "Giảm", "Delete row(s)": "Xóa dòng", "Distinct": "Số giá trị khác nhau", "Download as CSV": "Tải tệp CSV",
    "Drag and drop a file here": "Thả tệp vào đây", "Drag and drop files here": "Thả các tệp vào đây",
    "Drag and drop directories here": "Thả thư mục vào đây", "Edit": "Sửa", "Empty": "Trống", "empty": "trống",
    "Expand sidebar": "Mở menu", "Format": "Cách ghi", "Fullscreen": "Toàn màn hình", "Get help": "Trợ giúp",
    "Hide column": "Ẩn cột", "Increment": "Tăng", "Learn more": "Tìm hiểu thêm", "Light": "Sáng", "Loading...": "Đang tải…",
    "Localized": "Theo tiếng Việt", "Main menu": "Menu chính", "Maximum": "Lớn nhất", "Maximum length": "Dài nhất",
    "Median": "Trung vị", "Minimum": "Nhỏ nhất", "Minimum length": "Ngắn nhất", "Navigate to home page": "Về trang đầu",
    "Next page": "Trang sau", "Next Result": "Kết quả sau", "No content": "Không có nội dung", "No data": "Không có số liệu",
    "No options": "Không có mục nào", "No options to select": "Không có mục nào", "No results": "Không tìm thấy",
    "Notifications": "Thông báo", "Open": "Mở", "Page not found": "Không tìm thấy trang", "Pagination": "Chuyển trang",
    "Percent": "Phần trăm", "Pin column": "Ghim cột", "Unpin column": "Bỏ ghim cột", "Plain": "Không dấu",
    "Press Enter to apply": "Bấm Enter để áp dụng", "Press Enter to submit form": "Bấm Enter để gửi",
    "Press Enter to submit": "Bấm Enter để gửi", "Previous page": "Trang trước", "Previous Result": "Kết quả trước",
    "Print": "In", "Range": "Khoảng", "Rerun": "Chạy lại", "Running...": "Đang chạy…", "Record a screencast": "Quay màn hình", "Record screen": "Quay màn hình",
    "Made with Streamlit v": "Làm bằng Streamlit ",
    "Remove": "Bỏ", "Scroll tabs left": "Cuộn sang trái", "Scroll tabs right": "Cuộn sang phải", "Search": "Tìm",
    "Select all": "Chọn tất cả", "Select...": "Chọn…", "Selected values": "Các mục đã chọn", "Show password": "Hiện mật khẩu",
    "Hide password text": "Ẩn mật khẩu", "Show password text": "Hiện mật khẩu", "Show/hide columns": "Ẩn, hiện cột",
    "Sidebar": "Menu", "Skip to main content": "Đến nội dung chính", "Sort ascending": "Sắp từ nhỏ đến lớn",
    "Sort descending": "Sắp từ lớn đến nhỏ", "Standard deviation": "Độ lệch chuẩn", "Statistics": "Thống kê",
    "Stop": "Dừng", "Stopping...": "Đang dừng…", "Sum": "Tổng", "System": "Theo máy", "Theme": "Nền", "Try again": "Thử lại",
    "Type to search": "Gõ để tìm", "Upload": "Chọn tệp", "Upload directories": "Chọn thư mục", "Use system setting": "Theo máy",
    "Values": "Giá trị", "Your app has reloaded": "Trang đã được tải lại", "Browse files": "Chọn tệp",
    "The page that you have requested does not seem to exist. Running the app's main page.": "Không có trang này. Đang mở trang đầu.",
    "dd": "ngày", "mm": "tháng", "yyyy": "năm", "file upload": "tải tệp lên",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": "Dùng phím mũi tên để chọn ngày, Enter để lấy, Esc để đóng.",
  };

  const patterns = [
    [/^(Limit )?([\d.,]+ ?[KMG]?B) per file$/, "Tối đa $2 mỗi tệp"],
    [/^File must be ([\d.,]+ ?[KMG]?B) or smaller\.$/, "Tệp phải từ $1 trở xuống."],
    [/^(\S+) files are not allowed\.$/, "Không nhận tệp loại $1."],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/, "Chỉ chọn được $1 mục. Bỏ bớt một mục trước."],
    [/^You have requested page \/(.*), but no corresponding file was found in the app's pages\/ directory\. Running the app's main page\.$/,
      "Không có trang /$1. Đang mở trang đầu."],
    [/^View (\d+) more$/, "Xem thêm $1"],
    [/^(\d+) more$/, "thêm $1"],
    [/^Remove (.+)$/, "Bỏ $1"],
    [/^Clear (.+)$/, "Xóa $1"],
    [/^Press (.+) to apply$/, "Bấm $1 để áp dụng"],
    [/^Page (\d+)$/, "Trang $1"],
    [/^day, (.+)$/, "ngày, $1"],
    [/^month, (.+)$/, "tháng, $1"],
    [/^year, (.+)$/, "năm, $1"],
    [/^[a-z_ ]+ icon$/, "biểu tượng"],
    [/^Made with Streamlit v(.+)$/, "Làm bằng Streamlit $1"],
  ];

  // Content of ours: what people wrote and what our pages say.
  const ours = [
    "stMarkdown", "stMarkdownContainer", "stCaptionContainer", "stHeading", "stTable", "stPlotlyChart", "stHtml", "stMetric",
    "stCode", "stText", "stJson", "stTopNavLink", "stSidebarNavLink", "stFileUploaderFileName", "stWidgetLabel",
  ].map((id) => `[data-testid="${id}"]`).join(",") + ",svg,script,style,textarea,[role=option],[data-baseweb=tag]";
  const attributes = ["aria-label", "placeholder", "title", "alt"];

  const inVietnamese = (said) => {
    const plain = said.trim();
    if (!plain || !/[A-Za-z]/.test(plain)) return null;
    if (Object.hasOwn(words, plain)) return said.replace(plain, words[plain]);
    for (const [pattern, answer] of patterns) if (pattern.test(plain)) return plain.replace(pattern, answer);
    return null;
  };

  // The page-not-found notice is written as Markdown, like our own text; no sentence of ours looks like it.
  const notice = /^(You have requested page|The page that you have requested)/;
  const inLists = ["No results", "No options", "No options to select", "Select all"];
  // The drop zone's button writes its own word as Markdown; nothing in the zone is ours but the file names, which stand below it.
  const isChrome = (element, said) => !element.closest(ours)
    || Boolean(element.closest("[data-testid=stFileUploaderDropzone]"))
    || (element.closest("[role=dialog]") && notice.test(said.trim()))
    || (element.closest("[role=option],[role=listbox]") && inLists.includes(said.trim()));

  // Looking a word up costs far less than looking where it stands.
  const translateText = (node) => {
    const answer = inVietnamese(node.data);
    if (answer === null || answer === node.data) return;
    const element = node.parentElement;
    if (element && isChrome(element, node.data)) node.data = answer;
  };

  const translateAttributes = (element) => {
    for (const name of attributes) {
      const said = element.getAttribute(name);
      const answer = said && inVietnamese(said);
      if (answer && answer !== said && !isDrawn(element)) element.setAttribute(name, answer);
    }
  };

  // A chart is thousands of elements, all of them ours: they are told by their kind before anything is looked up.
  const drawn = "svg,script,style,[data-testid=stPlotlyChart]";
  const isDrawn = (element) => element instanceof SVGElement || Boolean(element.closest(drawn));
  const isClosed = (node) => node instanceof SVGElement || (node.nodeType === Node.ELEMENT_NODE && node.matches(drawn));

  const translate = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    if (root.nodeType !== Node.ELEMENT_NODE || isClosed(root)) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      isClosed(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      node.nodeType === Node.TEXT_NODE ? translateText(node) : translateAttributes(node);
    }
  };

  const start = () => {
    translate(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.target instanceof SVGElement) continue;
        if (change.type === "childList") change.addedNodes.forEach(translate);
        else if (change.type === "characterData") translateText(change.target);
        else translateAttributes(change.target);
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: attributes });
  };
  document.body ? start() : addEventListener("DOMContentLoaded", start);
})();
