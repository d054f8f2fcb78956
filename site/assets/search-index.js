// Loads the index and answers queries. Nothing is loaded before the first question, and then only the files that hold
// its words. What the files contain is told in newsroom/outputs/search_block.py.
(() => {
  const search = newsroomSearch;
  const data = new URL("../tim-kiem/du-lieu/", document.currentScript.src);
  const fromFile = location.protocol === "file:";
  const mostPrefixFiles = 12;
  const zoneWeights = [6, 4, 2, 1];
  const loaded = new Map();

  // A page opened from a disk may not read files, but may run scripts: in the offline copy each file is one that
  // calls `receive`.
  const waiting = new Map();
  search.receive = (path, content) => waiting.get(path)?.(content);
  const runScript = (path) => new Promise((resolve, reject) => {
    waiting.set(path, resolve);
    const script = document.createElement("script");
    script.src = new URL(path.replace(/json$/, "js"), data).href;
    script.onload = () => script.remove();
    script.onerror = () => reject(new Error(path));
    document.head.append(script);
  });
  const request = async (path, version) => {
    const address = new URL(path, data);
    if (version) address.searchParams.set("v", version);
    const answer = await fetch(address, { cache: version ? "default" : "no-cache" });
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return answer.json();
  };
  const load = (path, version) => {
    if (!loaded.has(path)) {
      const content = fromFile ? runScript(path) : request(path, version);
      loaded.set(path, content);
      // A failed load (a dropped connection) must not be remembered.
      content.catch(() => loaded.delete(path));
    }
    return loaded.get(path);
  };

  // All stories in one row, oldest first; a story's place in it is its number.
  let opened;
  search.open = () => {
    opened ??= load("muc-luc.json").then(({ blocks }) => Promise.all(blocks.map(async (block) => ({
      ...block, ...await load(`${block.path}/bai.json`, block.version),
    })))).then((blocks) => {
      let first = 0;
      for (const block of blocks) {
        block.first = first;
        first += block.ids.length;
      }
      return { blocks, count: first };
    });
    opened.catch(() => { opened = undefined; });
    return opened;
  };

  search.codes = ({ blocks }, filter, number) => {
    const block = blockOf(blocks, number);
    const { codes, of } = block.filters[filter];
    return of[number - block.first].map((index) => codes[index]);
  };
  search.story = async (index, number) => {
    const block = blockOf(index.blocks, number);
    return load(`bai/${block.ids[number - block.first]}.json`, block.version);
  };
  search.textStart = (index, number) => {
    const block = blockOf(index.blocks, number);
    return block.starts[number - block.first][2];
  };
  const blockOf = (blocks, number) => blocks.findLast((block) => block.first <= number);

  // What was typed, as words; the last one may still be being typed. Words in quotes must stand side by side.
  search.read = (query) => {
    const quoted = query.match(/["“”«]([^"“”»]+)["“”»]/);
    const terms = search.cut(quoted ? quoted[1] : query);
    return {
      terms,
      isQuoted: Boolean(quoted),
      lastIsOpen: !quoted && terms.length > 0 && terms.at(-1).end === query.length,
      accented: terms.some((term) => term.spelling !== term.folded),
    };
  };

  // Returns the numbers of the stories found, best first, each with how it was found.
  search.find = async (index, asked) => {
    const perBlock = await Promise.all(index.blocks.map((block) => findInBlock(block, asked)));
    const found = perBlock.flat();
    const most = Math.max(0, ...found.map((hit) => hit.words));
    return found
      .filter((hit) => hit.words === most)
      .filter((hit) => !asked.isQuoted || (hit.phrase && (hit.isExact || !asked.accented)))
      .sort((a, b) => b.level - a.level || b.phrase - a.phrase || a.zone - b.zone || b.isExact - a.isExact
        || b.score - a.score || b.number - a.number);
  };

  async function findInBlock(block, { terms, lastIsOpen, accented }) {
    const places = await Promise.all(
      terms.map((term, position) => placesOf(block, term, lastIsOpen && position === terms.length - 1)),
    );
    const numbers = new Set(places.flatMap((levels) => [...levels[0].keys()]));
    const weights = places.map((levels) => Math.log(1 + block.ids.length / (1 + levels[0].size)));
    return [...numbers].map((number) => ({ number: block.first + number, ...judge(block, number, places, weights, accented) }));
  }

  // For one word, story → places: of words that begin with it [0], of the word without accents [1], and as typed [2].
  async function placesOf(block, term, isOpen) {
    const levels = [new Map(), new Map(), new Map()];
    const begins = isOpen && term.folded.length > 1;
    const files = await Promise.all(
      filesFor(block.files, term.folded, begins).map((letters) => load(`${block.path}/${fileName(letters)}`, block.version)),
    );
    for (const words of files) {
      for (const [word, spellings] of Object.entries(words)) {
        const isWord = word === term.folded;
        if (!isWord && !(begins && word.startsWith(term.folded))) continue;
        for (const [spelling, row] of Object.entries(spellings)) {
          const top = !isWord ? 0 : spelling === term.spelling ? 2 : 1;
          eachStory(row, (number, found) => {
            for (let level = 0; level <= top; level += 1) {
              const there = levels[level].get(number);
              levels[level].set(number, there ? [...there, ...found] : found);
            }
          });
        }
      }
    }
    for (const level of levels) for (const found of level.values()) found.sort((a, b) => a - b);
    return levels;
  }

  function filesFor(files, word, begins) {
    const own = files.filter((letters) => word.startsWith(letters)).sort((a, b) => b.length - a.length).slice(0, 1);
    const further = begins ? files.filter((letters) => letters !== word && letters.startsWith(word)) : [];
    // Two letters of a large archive would load a good part of it; the third is soon typed.
    return further.length > mostPrefixFiles ? own : [...own, ...further];
  }
  function fileName(letters) {
    if (/^[a-z0-9]+$/.test(letters)) return `${letters}.json`;
    return `_${[...letters].map((letter) => letter.codePointAt(0).toString(16)).join("_")}.json`;
  }

  function eachStory(row, tell) {
    let number = 0;
    for (let at = 0; at < row.length;) {
      number += row[at];
      const end = at + 2 + row[at + 1];
      const found = [];
      for (let place = 0, step = at + 2; step < end; step += 1) found.push(place += row[step]);
      tell(number, found);
      at = end;
    }
  }

  // How well a story answers. `level`: 2 all words as typed, 1 without accents, 0 as beginnings of words. Who types no
  // accents did not mean the words that have none; such a match only decides between equals.
  // `zone`: where the words stand together, 0 title, 1 names, 2 summary, 3 text, 4 scattered.
  function judge(block, number, places, weights, accented) {
    const starts = block.starts[number];
    const zoneOf = (place) => starts.filter((start) => start <= place).length;
    const words = places.filter((levels) => levels[0].has(number)).length;
    const isAll = (level) => places.every((levels) => levels[level].has(number));
    const isExact = isAll(2);
    const level = isExact && accented ? 2 : isAll(1) ? 1 : 0;
    const found = places.map((levels) => levels[level].get(number) ?? []);
    const isWhole = words === places.length;
    const others = found.slice(1).map((list) => new Set(list));
    const together = isWhole
      ? found[0].find((place) => others.every((list, step) => list.has(place + step + 1))) : undefined;
    const zones = found.map((list) => new Set(list.map(zoneOf)));
    const shared = [0, 1, 2, 3].find((zone) => isWhole && zones.every((set) => set.has(zone))) ?? 4;
    const score = found.reduce((sum, list, position) => {
      const weight = list.reduce((total, place) => total + zoneWeights[zoneOf(place)], 0);
      return sum + weights[position] * (weight / (weight + 4));
    }, 0);
    const phrase = together !== undefined;
    return { words, level, isExact, phrase, zone: phrase ? zoneOf(together) : shared, score, together, places: found };
  }
})();
