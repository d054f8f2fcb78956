// Starts the editors' form, Decap CMS or Sveltia CMS, and puts each story in order before it is saved:
// what was left empty is not written, letters are composed (NFC), a new story gets its address from its title.
window.CMS_MANUAL_INIT = true;

const isCollection = (value) => value !== null && typeof value === "object" && typeof value.toJS === "function";
const isMap = (value) => isCollection(value) && typeof value.keySeq === "function" && typeof value.push !== "function";
const two = (number) => String(number).padStart(2, "0");

// YAML reads 2026-03-01 as midnight in Greenwich; written back as it is, it would be another text.
const day = (date) => `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
const moment = (date) => `${day(date)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}Z`;
const written = (date) => (date.getTime() % 86_400_000 === 0 ? day(date) : moment(date));

function isBlank(value) {
  if (isMap(value)) return value.every((inner) => inner === false || isBlank(inner));
  if (isCollection(value)) return value.size === 0;
  return value === null || value === undefined || (typeof value === "string" && value.trim() === "");
}

function tidy(value) {
  if (value instanceof Date) return written(value);
  if (typeof value === "string") return value.normalize("NFC").replace(/\s+$/, "");
  if (isMap(value)) return value.map(tidy).filter((inner) => !isBlank(inner));
  return isCollection(value) ? value.map(tidy) : value;
}

function slugOf(title) {
  const plain = title.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter(Boolean);
  while (words.join("-").length > 80) words.pop();
  return words.join("-");
}

// Decap's "publish" merges a branch: what makes a story public here is its approval, and nothing in this form.
const IN_OUR_WORDS = [[/ngừng công bố/g, "rút khỏi kho"], [/Ngừng công bố/g, "Rút khỏi kho"], [/công bố|công khai/g, "nhập kho"],
  [/Công bố/g, "Nhập kho"], [/^Trạng:/, "Trạng thái:"]];

function truthful(phrases) {
  if (typeof phrases !== "string") {
    return Object.fromEntries(Object.entries(phrases).map(([key, inner]) => [key, truthful(inner)]));
  }
  return IN_OUR_WORDS.reduce((text, [theirs, ours]) => text.replace(theirs, ours), phrases);
}

// Decap has its phrases in a tree; ours stand under their paths. Sveltia speaks Vietnamese by itself.
function speakVietnamese(CMS) {
  if (!document.querySelector("script[src^=decap]")) return;
  const phrases = CMS.getLocale("vi");
  for (const [path, text] of Object.entries(window.vietnamese ?? {})) {
    const steps = path.split(".");
    const last = steps.pop();
    steps.reduce((tree, step) => (tree[step] ??= {}), phrases)[last] = text;
  }
  CMS.registerLocale("vi", truthful(phrases));
}

addEventListener("DOMContentLoaded", () => {
  const { CMS } = window;
  if (!CMS) return;
  document.querySelector("[data-opening]")?.remove();
  speakVietnamese(CMS);
  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => {
      const data = tidy(entry.get("data"));
      return isBlank(data.get("slug")) ? data.set("slug", slugOf(String(data.get("title") ?? ""))) : data;
    },
  });
  CMS.init();
});
