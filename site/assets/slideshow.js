// Plays the slides on a lobby's screen for days: two layers take turns, so nothing piles up; every minute the list is
// looked at, so a story taken down leaves the screen; without a network the worker answers from what it kept.
(() => {
  const show = document.querySelector("[data-show]");
  // From a disk no list can be looked at; the page stays the list of slides that it is.
  if (!location.protocol.startsWith("http")) {
    document.querySelector("[data-show-start]").hidden = true;
    return;
  }
  const root = new URL(`${show.dataset.root.replace(/\/?$/, "/")}`, location.href);
  const wishes = new URLSearchParams(location.search);
  const find = (name) => show.querySelector(`[data-${name}]`);
  const layers = [...show.querySelectorAll("[data-layer]")];
  const MINUTE = 60_000, HOUR = 60 * MINUTE;
  const SHOWN_MS = 1000 * Math.min(600, Math.max(3, Number(wishes.get("giay")) || 15));
  const LOOK_MS = MINUTE, LONGEST_LOOK_MS = 10 * MINUTE, PICTURE_MS = 8000, IDLE_MS = 3000, RELOAD_GAP_MS = 30 * MINUTE;
  // Who cannot ask for so long whether a person still agrees to be shown must stop showing them.
  const STALE_MS = 7 * 24 * HOUR;
  const BLANK = find("picture").src;
  const born = Date.now();

  let slides = [], known = null, seenAt = 0, machine = show.dataset.machine;
  let current = null, layer = 0, prepared = null, turn = 0, misses = 0;
  let paused = false, timer = 0, lookTimer = 0, idleTimer = 0, wakeLock = null, worker = null;

  const remembered = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch { /* storage may be forbidden */ }
    return null;
  };
  const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };

  // ---- Which slides -------------------------------------------------------------------------------
  const listed = (name) => (wishes.get(name) || "").split(",").map((code) => code.trim()).filter(Boolean);
  function chosen(all, newest) {
    const ids = listed("bai");
    if (ids.length) return ids.map((id) => all.find((slide) => slide.id === id)).filter(Boolean);
    const fields = listed("linh-vuc"), units = listed("don-vi");
    return all
      .filter((slide) => !fields.length || slide.fields.some((field) => fields.includes(field)))
      .filter((slide) => !units.length || units.includes(slide.unit))
      .slice(0, newest);
  }

  async function look() {
    clearTimeout(lookTimer);
    let fresh = false;
    try {
      const answer = await fetch("slides.json", { cache: "no-cache", signal: AbortSignal.timeout(20_000) });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      fresh = !answer.headers.has("X-Kept");
      take(found, fresh);
    } catch { /* no network, or the site is just being replaced: play on and look again */ }
    misses = fresh ? 0 : misses + 1;
    if (known === null) stand();
    lookTimer = setTimeout(look, Math.min(LOOK_MS * 2 ** Math.max(0, misses - 1), LONGEST_LOOK_MS));
    tell();
  }

  function take(found, fresh) {
    if (fresh) {
      seenAt = Date.now();
      remembered("trinh-chieu", String(seenAt));
    }
    const text = JSON.stringify(found);
    if (text !== known) {
      known = text;
      slides = chosen(found.slides, found.newest);
      forgetWhatIsGone(found.slides);
      keep({ renew: true });
      // What is on the screen, or about to be, may have been corrected or taken down.
      prepared = null;
      const same = current && slides.find((slide) => slide.id === current.id);
      if (!same || same.revision !== current.revision) advance(0);
      else prepare(neighbour(1));
    } else if (!current) {
      advance(0);
    }
    // Again every time: the network may have dropped before everything was there.
    if (fresh) keep({ renew: false });
    if (fresh && (found.machine !== machine || isOld())) reload();
  }

  // A story that left the list is nowhere in this page any more, not even where nobody looks.
  function forgetWhatIsGone(all) {
    const ids = new Set(all.map((slide) => slide.id));
    document.querySelectorAll("[data-show-list] > [data-id]").forEach((item) => {
      if (!ids.has(item.dataset.id)) item.remove();
    });
    layers.forEach((element, index) => {
      if (element.dataset.id && !ids.has(element.dataset.id) && index !== layer) clear(element);
    });
  }

  // ---- Loading anew -------------------------------------------------------------------------------
  const isOld = () => Date.now() - born > 20 * HOUR && new Date().getHours() === 4;
  function reload() {
    // Never in a circle, should a server go on giving an old page.
    if (Date.now() - Number(remembered("trinh-chieu-tai-lai") || 0) < RELOAD_GAP_MS) return;
    remembered("trinh-chieu-tai-lai", String(Date.now()));
    location.reload();
  }

  // ---- One slide into one layer -------------------------------------------------------------------
  const part = (element, name) => element.querySelector(`[data-${name}]`);
  function clear(element) {
    ["kicker", "title", "name", "role", "text", "address", "credit"].forEach((name) => write(part(element, name), ""));
    ["picture", "code"].forEach((name) => { part(element, name).src = BLANK; });
    part(element, "picture").alt = "";
    delete element.dataset.id;
  }

  async function fill(element, slide) {
    clear(element);
    element.dataset.id = slide.id;
    ["kicker", "title", "name", "role", "text", "address"].forEach((name) => write(part(element, name), slide[name]));
    write(part(element, "credit"), [slide.picture?.credit, slide.note].filter(Boolean).join(" · "));
    const code = part(element, "code"), picture = part(element, "picture");
    code.src = new URL(slide.qr, root);
    element.classList.toggle("bare", !slide.picture);
    if (slide.picture) {
      picture.alt = slide.picture.alt;
      // Faces stand above the middle, unless the editor says otherwise.
      picture.style.objectPosition = (slide.picture.focus || [50, 30]).map((at) => `${at}%`).join(" ");
      picture.src = new URL(slide.picture.src, root);
      const isReady = await Promise.race([
        picture.decode().then(() => true, () => false),
        new Promise((done) => { setTimeout(done, PICTURE_MS, false); }),
      ]);
      // A slide without its picture is still a slide.
      if (!isReady && element.dataset.id === slide.id) element.classList.add("bare");
    }
    fit(element, slide);
  }

  // As large as everything fits; what is still too much is cut behind a sentence or clause.
  function fit(element, slide) {
    const panel = part(element, "panel"), text = part(element, "text");
    const fits = () => panel.scrollHeight <= panel.clientHeight + 1;
    write(text, slide.text);
    for (let step = 0; step <= 5; step += 1) {
      panel.dataset.step = String(step);
      if (fits()) return;
    }
    const ends = [...slide.text.matchAll(/[.,;:!?…](?=\s)/g)].map((end) => end.index).reverse();
    for (const end of ends) {
      write(text, `${slide.text.slice(0, end)}…`);
      if (fits()) return;
    }
    write(text, "");
  }

  // ---- Taking turns -------------------------------------------------------------------------------
  function neighbour(distance) {
    if (!slides.length) return null;
    const at = slides.findIndex((slide) => slide.id === current?.id);
    return slides[(Math.max(0, at) + distance + slides.length * 2) % slides.length];
  }

  function prepare(slide) {
    if (!slide || (slide.id === current?.id && slides.length === 1)) return null;
    const element = layers[1 - layer];
    if (prepared?.slide !== slide) prepared = { slide, done: fill(element, slide) };
    return prepared;
  }

  // 0: what should be on the screen is no longer there, or not yet; 1 and -1: the next one, the one before.
  async function advance(distance) {
    clearTimeout(timer);
    const mine = turn += 1;
    if (isStale() || !slides.length) { stand(); return; }
    const at = slides.findIndex((slide) => slide.id === current?.id);
    const wanted = distance || at < 0 ? (at < 0 ? slides[0] : neighbour(distance)) : slides[at];
    if (wanted !== current) {
      prepared = prepared?.slide === wanted ? prepared : { slide: wanted, done: fill(layers[1 - layer], wanted) };
      await prepared.done;
      if (mine !== turn) return;
      swap(wanted);
    }
    find("message").hidden = true;
    run();
  }

  function swap(slide) {
    const before = layers[layer];
    layer = 1 - layer;
    current = slide;
    prepared = null;
    layers[layer].classList.add("shown");
    layers[layer].removeAttribute("aria-hidden");
    before.classList.remove("shown");
    before.setAttribute("aria-hidden", "true");
    write(find("count"), `${slides.indexOf(slide) + 1}/${slides.length}`);
  }

  function run() {
    const bar = find("progress");
    bar.className = paused ? "" : bar.className === "run-a" ? "run-b" : "run-a";
    clearTimeout(timer);
    if (!paused) timer = setTimeout(advance, SHOWN_MS, 1);
    // Once the old picture has faded out, its layer may take the next one.
    const mine = turn;
    setTimeout(() => { if (mine === turn && !prepare(neighbour(1))) clear(layers[1 - layer]); }, 1500);
  }

  const isStale = () => seenAt > 0 && Date.now() - seenAt > STALE_MS;
  // No person on the screen: nothing to show, or nobody to ask whether it may be shown.
  function stand() {
    turn += 1;
    clearTimeout(timer);
    current = prepared = null;
    layers.forEach((element) => {
      clear(element);
      element.classList.remove("shown");
      element.setAttribute("aria-hidden", "true");
    });
    const message = find("message");
    write(message, isStale() ? "Màn hình đã mất mạng quá lâu, tạm dừng trình chiếu."
      : known === null ? "Chưa lấy được danh sách bài, đang thử lại." : "Chưa có bài nào để trình chiếu.");
    write(find("count"), "");
    message.hidden = false;
    timer = setTimeout(advance, LOOK_MS, 0);
  }

  // ---- Keeping everything for a network that drops ------------------------------------------------
  function keep({ renew }) {
    const files = slides.flatMap((slide) => [slide.qr, slide.picture?.src]).filter(Boolean);
    const loaded = [...document.querySelectorAll("link[href], script[src], img[src]")]
      .map((element) => element.href || element.src)
      .filter((url) => url.startsWith(`${root.href}static/`));
    worker?.postMessage({
      page: location.origin + location.pathname,
      renew,
      files: files.map((file) => new URL(file, root).href),
      fixed: [...new Set(loaded)],
    });
  }
  async function engage() {
    if (!("serviceWorker" in navigator)) return;
    try {
      await navigator.serviceWorker.register("ngoai-tuyen.js", { updateViaCache: "none" });
      worker = (await navigator.serviceWorker.ready).active;
      navigator.serviceWorker.addEventListener("controllerchange", () => {
        worker = navigator.serviceWorker.controller;
        keep({ renew: true });
      });
      keep({ renew: true });
    } catch { /* not over https: the screen plays on, but cannot be loaded anew while offline */ }
  }
  async function stayAwake() {
    if (document.visibilityState !== "visible" || !show.isConnected || show.hidden) return;
    try { wakeLock = await navigator.wakeLock?.request("screen"); } catch { /* low battery, or not allowed */ }
  }

  // ---- Clock, state, controls ---------------------------------------------------------------------
  const two = (number) => String(number).padStart(2, "0");
  const DAYS = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
  function tick() {
    const now = new Date();
    write(find("time"), `${two(now.getHours())}:${two(now.getMinutes())}`);
    write(find("day"), `${DAYS[now.getDay()]}, ${two(now.getDate())}/${two(now.getMonth() + 1)}/${now.getFullYear()}`);
  }
  function tell() {
    const since = new Date(seenAt);
    const lost = misses > 1 && seenAt;
    write(find("state"), lost ? `Mất mạng từ ${two(since.getHours())}:${two(since.getMinutes())} ngày ${two(since.getDate())}/${two(since.getMonth() + 1)}` : "");
    if (isStale() && current) stand();
  }
  function setPaused(value) {
    paused = value;
    show.classList.toggle("paused", paused);
    const button = find("pause");
    button.setAttribute("aria-pressed", String(paused));
    write(button, paused ? "Chạy tiếp" : "Tạm dừng");
    if (current) run();
  }
  function stir() {
    show.classList.remove("idle");
    clearTimeout(idleTimer);
    idleTimer = setTimeout(() => show.classList.add("idle"), IDLE_MS);
  }
  function toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }
  function start() {
    document.documentElement.classList.add("playing");
    show.hidden = false;
    setPaused(false);
    stir();
    stayAwake();
    look();
    if (slides.length) advance(0);
  }
  function leave() {
    if (document.fullscreenElement) document.exitFullscreen();
    turn += 1;
    [timer, lookTimer, idleTimer].forEach(clearTimeout);
    wakeLock?.release();
    show.hidden = true;
    document.documentElement.classList.remove("playing");
    document.querySelector("[data-show-start]").focus();
  }

  const acts = { previous: () => advance(-1), next: () => advance(1), pause: () => setPaused(!paused), full: toggleFull, leave };
  Object.entries(acts).forEach(([name, act]) => find(name).addEventListener("click", act));
  const keys = { ArrowRight: "next", ArrowLeft: "previous", " ": "pause", f: "full", F: "full" };
  document.addEventListener("keydown", (event) => {
    if (show.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    stir();
    if (event.key === "Escape" && !document.fullscreenElement) leave();
    // On a button the space bar presses that button.
    if (event.key === " " && event.target instanceof HTMLButtonElement) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    acts[keys[event.key]]();
  });
  ["pointermove", "pointerdown", "focusin"].forEach((name) => show.addEventListener(name, stir));
  document.addEventListener("visibilitychange", stayAwake);
  addEventListener("online", () => { if (!show.hidden) look(); });
  addEventListener("resize", () => {
    layers.forEach((element) => {
      const slide = slides.find((one) => one.id === element.dataset.id);
      if (slide) fit(element, slide);
    });
  });
  find("full").hidden = !document.fullscreenEnabled;
  document.querySelector("[data-show-start]").addEventListener("click", start);
  show.style.setProperty("--seconds", `${SHOWN_MS / 1000}s`);
  seenAt = Number(remembered("trinh-chieu") || 0);
  tick();
  setInterval(tick, 1000);
  engage();
  start();
})();
