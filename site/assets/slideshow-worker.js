// Answers for the slideshow when the network does not. What it keeps is exactly what the page names, so a story that
// was taken down is gone from here too.
const STORE = "trinh-chieu";
const ROOT = new URL("../", self.registration.scope).href;
const PATIENCE_MS = 8000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const bare = (url) => url.split(/[?#]/)[0];
const isOfAStory = (url) => /^\d{4}\//.test(url.slice(ROOT.length));

async function fetched(url) {
  const answer = await fetch(url, { cache: "no-cache", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (answer.ok) await (await caches.open(STORE)).put(bare(url), answer.clone());
  return answer;
}

// What was kept is marked, so that the page knows that nobody has confirmed it.
function marked(kept) {
  const headers = new Headers(kept.headers);
  headers.set("X-Kept", "1");
  return new Response(kept.body, { status: kept.status, headers });
}

async function newest(url) {
  let answer;
  try {
    answer = await fetched(url);
    if (answer.status < 500) return answer;
  } catch { /* no network */ }
  const kept = await caches.match(bare(url));
  return kept ? marked(kept) : answer || Response.error();
}

// The pictures' names change with their content, so a kept one is the right one.
async function kept(url) {
  return (await caches.match(bare(url))) || fetched(url);
}

self.addEventListener("fetch", (event) => {
  const { url, method } = event.request;
  if (method !== "GET" || !url.startsWith(ROOT)) return;
  event.respondWith(isOfAStory(url) ? kept(url) : newest(url));
});

async function keepOnly({ page, renew, files, fixed }) {
  const store = await caches.open(STORE);
  const wanted = new Set([...files, ...fixed, page, new URL("slides.json", page).href]);
  for (const request of await store.keys()) {
    if (!wanted.has(request.url)) await store.delete(request);
  }
  // The page itself lists the newest stories: an old copy would still hold one that was taken down.
  const missing = renew ? [page] : [];
  for (const url of wanted) if (!(await store.match(url))) missing.push(url);
  await Promise.allSettled(missing.map(fetched));
}

self.addEventListener("message", (event) => event.waitUntil(keepOnly(event.data)));
