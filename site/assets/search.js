// Search page. Asks Pagefind for the words as typed, then for them without accents, so that "Đồng Hới" puts exact
// matches first and "dong hoi" finds them too.
const siteRoot = new URL("../", import.meta.url);
const batchSize = 10;
const typingPause = 180;

export function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
}

let engine;
let lastSearch = Promise.resolve();
function loadEngine() {
  engine ??= import(new URL("pagefind/pagefind.js", siteRoot).href).then(async (pagefind) => {
    await pagefind.options({ baseUrl: siteRoot.pathname });
    await pagefind.init();
    return pagefind;
  });
  // A failed load (a dropped connection) must not be remembered.
  engine.catch(() => { engine = undefined; });
  return engine;
}

// Pagefind folds vowels by itself: "hòa" would also bring "hoa" and "hóa" unless accents are made to count. That
// setting belongs to the engine, not to the search, hence one search at a time.
function search(words, accentsCount) {
  lastSearch = lastSearch.catch(() => {}).then(async () => {
    const pagefind = await loadEngine();
    await pagefind.options({ exactDiacritics: accentsCount });
    const { results } = await pagefind.search(words);
    // A Vietnamese word is often two syllables: stories that have them side by side come first.
    const phrase = new Set((await pagefind.search(`"${words}"`)).results.map((hit) => hit.id));
    return [...results.filter((hit) => phrase.has(hit.id)), ...results.filter((hit) => !phrase.has(hit.id))];
  });
  return lastSearch;
}

// Yields each found story once. Loading is lazy: one small file per story shown.
async function* find(query) {
  const words = query.replace(/["“”]/g, " ").trim();
  const folded = fold(words);
  const passes = folded === words.toLowerCase() ? [[folded, false]] : [[words, true], [folded, false]];
  const seen = new Set();
  for (const [asked, accentsCount] of passes) {
    const results = await search(asked, accentsCount);
    for (let start = 0; start < results.length; start += batchSize) {
      const batch = await Promise.all(results.slice(start, start + batchSize).map((hit) => hit.data()));
      for (const story of batch) {
        const address = new URL(story.url, siteRoot).pathname;
        if (seen.has(address)) continue;
        seen.add(address);
        yield { address, ...story.meta };
      }
    }
  }
}

function element(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

function resultRow(story) {
  // An image without a description is a share card: it would only repeat the title, cut off.
  const hasPicture = Boolean(story.image && story.image_alt);
  const card = element("article", hasPicture ? "card card--row" : "card card--row card--plain");
  if (hasPicture) {
    const picture = card.appendChild(element("div", "card__picture"));
    const image = picture.appendChild(element("img"));
    image.src = new URL(story.image, siteRoot).href;
    image.alt = story.image_alt;
    image.loading = "lazy";
  }
  const text = card.appendChild(element("div", "card__text"));
  const link = text.appendChild(element("h2", "card__title")).appendChild(element("a", "", story.title));
  link.href = story.address;
  if (story.summary) text.append(element("p", "card__summary", story.summary));
  const meta = text.appendChild(element("p", "card__meta"));
  if (story.who) meta.append(element("span", "card__who", story.who));
  if (story.date) meta.append(element("span", "", story.date));
  const row = element("li");
  row.append(card);
  return row;
}

function start(page) {
  const form = page.querySelector("form");
  const input = form.elements.q;
  const status = page.querySelector("[data-search-status]");
  const list = page.querySelector("[data-search-results]");
  const more = page.querySelector("[data-search-more]");
  let asked = 0;
  let stories;
  let pause;

  async function showBatch(mine, query) {
    const rows = [];
    let step;
    do {
      step = await stories.next();
      if (mine !== asked) return undefined;
      if (!step.done) rows.push(resultRow(step.value));
    } while (!step.done && rows.length < batchSize);
    const first = rows[0]?.querySelector("a");
    list.append(...rows);
    more.hidden = step.done;
    const shown = list.children.length;
    if (!shown) status.textContent = `Không tìm thấy bài nào cho “${query}”. Thử từ khác hoặc ít từ hơn.`;
    else if (step.done) status.textContent = `Tìm thấy ${shown} bài cho “${query}”.`;
    else status.textContent = `Đang hiện ${shown} bài đầu cho “${query}”, còn nữa.`;
    return first;
  }

  async function ask() {
    const query = input.value.normalize("NFC").trim();
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    const mine = ++asked;
    if (!query) {
      list.replaceChildren();
      more.hidden = true;
      status.textContent = "";
      return;
    }
    if (!list.children.length) status.textContent = "Đang tìm…";
    const fresh = find(query);
    try {
      const firstStory = await fresh.next();
      if (mine !== asked) return;
      stories = withFirst(firstStory, fresh);
      list.replaceChildren();
      await showBatch(mine, query);
    } catch {
      if (mine !== asked) return;
      list.replaceChildren();
      more.hidden = true;
      status.textContent = "Chưa tải được dữ liệu tìm kiếm. Kiểm tra kết nối mạng rồi thử lại.";
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, typingPause);
  });
  input.addEventListener("focus", () => loadEngine().catch(() => {}), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    ask();
  });
  more.addEventListener("click", async () => {
    const first = await showBatch(asked, input.value.normalize("NFC").trim());
    first?.focus();
  });
  page.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [input, ...list.querySelectorAll(".card__title a")];
    const here = stops.indexOf(document.activeElement);
    const next = stops[here + step];
    if (here < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) ask();
  else input.focus({ preventScroll: true });
}

async function* withFirst(first, rest) {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

const page = document.querySelector("[data-search]");
if (page) start(page);
