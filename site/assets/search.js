// The search page: answers while one types, filters with counts, results by the dozen, all of it in the address.
(() => {
  const search = newsroomSearch;
  const siteRoot = new URL("../", document.currentScript.src);
  const page = document.querySelector("[data-search]");
  if (!page) return;
  const batchSize = 10;
  const typingPause = 120;
  const wordsAround = 16;
  const form = page.querySelector("form");
  const input = form.elements.q;
  const filters = [...page.querySelectorAll("[data-search-filter]")];
  const clear = page.querySelector("[data-search-clear]");
  const status = page.querySelector("[data-search-status]");
  const list = page.querySelector("[data-search-results]");
  const more = page.querySelector("[data-search-more]");
  let asking = 0;
  let answer = { hits: [], shown: 0 };
  let pause;

  // ---- The question -----------------------------------------------------------------------------
  const query = () => input.value.normalize("NFC");
  const chosen = () => filters.filter((filter) => filter.value);
  const isAsked = () => query().trim() !== "" || chosen().length > 0;

  function writeAddress(isNew) {
    const address = new URL(location.pathname, location.href);
    if (query().trim()) address.searchParams.set("q", query().trim());
    for (const filter of chosen()) address.searchParams.set(filter.name, filter.value);
    if (address.href === location.href.split("#")[0]) return;
    history[isNew ? "pushState" : "replaceState"](null, "", address);
  }
  function readAddress() {
    const given = new URLSearchParams(location.search);
    input.value = given.get("q") ?? "";
    for (const filter of filters) {
      const value = given.get(filter.name) ?? "";
      filter.value = [...filter.options].some((option) => option.value === value) ? value : "";
    }
  }

  // ---- The answer -------------------------------------------------------------------------------
  async function ask(show = batchSize) {
    const mine = ++asking;
    clear.hidden = chosen().length === 0;
    if (isAsked() && !list.children.length) status.textContent = "Đang tìm…";
    try {
      const index = await search.open();
      const asked = search.read(query());
      const hits = asked.terms.length ? await search.find(index, asked) : everything(index);
      if (mine !== asking) return;
      count(index, hits);
      const wanted = chosen();
      const passes = (hit) => wanted.every((filter) => has(index, filter, hit));
      const fresh = { index, asked, hits: isAsked() ? hits.filter(passes) : [], shown: 0 };
      const rows = await rowsOf(fresh, show);
      if (mine !== asking) return;
      answer = fresh;
      // Whoever went on to the results while an answer was still coming stays there.
      const focused = list.contains(document.activeElement) ? document.activeElement.href : "";
      list.replaceChildren();
      append(rows);
      if (focused) (rows.map((one) => one.querySelector("a")).find((link) => link.href === focused) ?? input).focus();
    } catch {
      if (mine !== asking) return;
      answer = { hits: [], shown: 0 };
      list.replaceChildren();
      more.hidden = true;
      status.textContent = "Chưa tải được dữ liệu tìm kiếm. Kiểm tra kết nối mạng rồi thử lại.";
    }
  }
  const everything = ({ count: all }) => Array.from({ length: all }, (_, back) => ({ number: all - 1 - back }));
  const has = (index, filter, hit) => search.codes(index, filter.name, hit.number).includes(filter.value);

  // Each choice says how many stories it would leave, given the words and the other filters.
  function count(index, hits) {
    for (const filter of filters) {
      const others = chosen().filter((other) => other !== filter);
      const counts = new Map();
      for (const hit of hits) {
        if (!others.every((other) => has(index, other, hit))) continue;
        for (const code of search.codes(index, filter.name, hit.number)) counts.set(code, (counts.get(code) ?? 0) + 1);
      }
      for (const option of filter.options) {
        if (!option.value) continue;
        option.dataset.label ??= option.textContent;
        const found = counts.get(option.value) ?? 0;
        option.textContent = `${option.dataset.label} (${found})`;
        option.disabled = !found && !option.selected;
      }
    }
  }

  const rowsOf = ({ index, asked, hits, shown }, many) => Promise.all(
    hits.slice(shown, shown + many).map(async (hit) => row(await search.story(index, hit.number), hit, asked, index)),
  );
  function append(rows) {
    list.append(...rows);
    answer.shown += rows.length;
    more.hidden = answer.shown >= answer.hits.length;
    history.replaceState({ shown: answer.shown }, "");
    status.textContent = said();
    return rows[0]?.querySelector("a");
  }
  function said() {
    if (!isAsked()) return "";
    const words = query().trim() ? ` cho “${query().trim()}”` : "";
    const within = chosen().map((filter) => `${filter.dataset.name} ${filter.selectedOptions[0].dataset.label}`);
    const where = within.length ? `, ${within.join(", ")}` : "";
    const all = answer.hits.length;
    if (!all) return `Không tìm thấy bài nào${words}${where}. Thử từ khác, ít từ hơn hoặc bỏ bớt bộ lọc.`;
    const { asked, hits, shown } = answer;
    const part = asked.terms.length && hits[0].words < asked.terms.length
      ? `Không có bài nào đủ các từ; tìm thấy ${all} bài có một phần` : `Tìm thấy ${all} bài`;
    return `${part}${words}${where}${shown < all ? `, đang hiện ${shown} bài` : ""}.`;
  }

  // ---- One result -------------------------------------------------------------------------------
  function element(name, className, ...content) {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...content);
    return node;
  }
  function row(story, hit, asked, index) {
    const marked = marker(asked, hit);
    const link = element("a", "", ...marked(story.title));
    // From a disk a folder does not open by itself.
    link.href = new URL(story.url + (location.protocol === "file:" ? "index.html" : ""), siteRoot).href;
    const text = element("div", "card__text", element("h2", "card__title", link));
    text.append(element("p", "card__summary", ...marked(story.summary)));
    const place = hit.places && textPlace(hit, search.textStart(index, hit.number));
    if (place !== undefined) text.append(element("p", "search__excerpt", ...excerpt(story.text, place, marked)));
    text.append(element("p", "card__meta", element("span", "card__who", ...marked(story.who)), element("span", "", story.date)));
    const card = element("article", `card card--row${story.image ? "" : " card--plain"}`);
    if (story.image) card.append(element("div", "card__picture", picture(story.image)));
    card.append(text);
    return element("li", "", card);
  }
  function picture({ src, alt, width, height }) {
    const image = element("img");
    Object.assign(image, { loading: "lazy", decoding: "async", alt, width, height });
    image.src = new URL(src, siteRoot).href;
    return image;
  }
  // A text as nodes, the words asked for marked: as typed where the story has them so, else without accents.
  const marker = ({ terms, lastIsOpen }, { level }) => (text) => {
    const isMeant = (word) => terms.some((term, position) => {
      if (level === 2) return word.spelling === term.spelling;
      const isOpen = !level && lastIsOpen && position === terms.length - 1;
      return isOpen ? word.folded.startsWith(term.folded) : word.folded === term.folded;
    });
    const nodes = [];
    let after = 0;
    for (const word of terms.length ? search.cut(text).filter(isMeant) : []) {
      nodes.push(text.slice(after, word.start), element("mark", "", text.slice(word.start, word.end)));
      after = word.end;
    }
    return [...nodes, text.slice(after)];
  };
  // The place in the text worth quoting: where the words stand together, else where the rarest of them stands;
  // none when title and summary show the words already.
  function textPlace({ together, places, zone }, start) {
    if (zone === 0 || zone === 2) return undefined;
    if (together >= start) return together - start;
    const inText = places.map((list) => list.filter((place) => place >= start)).filter((list) => list.length);
    const rarest = inText.sort((a, b) => a.length - b.length)[0];
    return rarest && rarest[0] - start;
  }
  function excerpt(text, place, marked) {
    const words = search.cut(text);
    const first = words[Math.max(0, place - wordsAround)];
    const last = words[Math.min(words.length - 1, place + wordsAround)];
    if (!first || !last) return [];
    const start = first === words[0] ? 0 : first.start;
    const end = last === words.at(-1) ? text.length : last.end;
    const quoted = marked(text.slice(start, end).replaceAll("\n", " "));
    return [start ? "… " : "", ...quoted, end < text.length ? " …" : ""];
  }

  // ---- Hands ------------------------------------------------------------------------------------
  const askAnew = (isNew) => {
    clearTimeout(pause);
    writeAddress(isNew);
    ask();
  };
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(askAnew, typingPause, false);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    askAnew(true);
  });
  for (const filter of filters) filter.addEventListener("change", () => askAnew(true));
  clear.addEventListener("click", () => {
    for (const filter of filters) filter.value = "";
    input.focus();
    askAnew(true);
  });
  more.addEventListener("click", async () => {
    const mine = asking;
    const rows = await rowsOf(answer, batchSize).catch(() => undefined);
    if (mine !== asking) return;
    if (rows) append(rows)?.focus();
    else status.textContent = "Chưa tải được thêm bài. Kiểm tra kết nối mạng rồi thử lại.";
  });
  addEventListener("popstate", (event) => {
    readAddress();
    ask(event.state?.shown);
  });
  // The first touch of the form, not the opening of the page, loads the index; then the counts are there in time.
  const prepare = () => {
    if (!isAsked()) ask();
    for (const kind of ["pointerdown", "keydown"]) form.removeEventListener(kind, prepare);
  };
  for (const kind of ["pointerdown", "keydown"]) form.addEventListener(kind, prepare);

  // Only while the focus is inside the page's main part, so that nobody who dictates text meets it by accident.
  (page.closest("main") ?? page).addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isField = event.target.matches("input, select, textarea");
    const links = [...list.querySelectorAll(".card__title a")];
    const stops = [input, ...links];
    const here = stops.indexOf(event.target);
    const go = (stop) => {
      if (!stop) return;
      event.preventDefault();
      stop.focus();
    };
    if (event.key === "ArrowDown" && here >= 0) go(stops[here + 1]);
    else if (event.key === "ArrowUp" && here >= 0) go(stops[here - 1]);
    else if (event.key === "/" && !isField) go(input);
    else if (event.key === "Escape" && links.includes(event.target)) go(input);
    else if (event.key === "Escape" && event.target === input && input.value) {
      event.preventDefault();
      input.value = "";
      askAnew(false);
    }
  });

  readAddress();
  if (isAsked()) ask(history.state?.shown);
  else input.focus({ preventScroll: true });
})();
