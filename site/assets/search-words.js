// How text is cut into words and which spellings are the same word; newsroom/outputs/search_words.py does the same to
// the stories, and a test compares the two.
var newsroomSearch = {};

(() => {
  const words = /(?:[\p{L}\p{N}][\u0300-\u036f]*)+/gu;
  const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

  // Every word of a text with the place of its letters in it.
  newsroomSearch.cut = (text) => [...text.matchAll(words)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    ...newsroomSearch.known(found[0]),
  }));

  // `spelling` keeps every accent but not where the tone mark stands; `folded` keeps none.
  newsroomSearch.known = (word) => {
    const apart = word.toLowerCase().normalize("NFD");
    const found = apart.match(tones) ?? [];
    return {
      spelling: apart.replace(tones, "").normalize("NFC") + found.join(""),
      folded: apart.replace(/[\u0300-\u036f]/g, "").replace(/[đð]/g, "d"),
    };
  };
})();
