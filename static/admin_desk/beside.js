/* Beside the form of a meeting: the captured text of its sources, whose words become quotations, and
   the meetings that are perhaps the same. Both come as pages from the server. */
"use strict";
(() => {
  const WAIT = 400; // milliseconds of quiet before asking
  const NARROW = "(max-width: 63.9rem)";

  const form = () => document.getElementById("meeting_form");
  const valuesOf = (pattern) =>
    [...form().elements].filter((input) => pattern.test(input.id || ""));
  const text = (input) => (input ? input.value.trim() : "");
  const label = (value) => value.replace(/\s*\[[^\]]*\]$/, "").replace(/^\++\s*/, "");
  const sibling = (input, name) =>
    document.getElementById(input.id.replace(/-[^-]+$/, `-${name}`));

  const page = async (address, params) => {
    try {
      const answer = await fetch(`${address}?${params}`);
      if (!answer.ok || answer.redirected) return null;
      return new DOMParser().parseFromString(await answer.text(), "text/html").body;
    } catch {
      return null;
    }
  };

  // ---- the story

  const story = () => document.querySelector(".desk-story");
  const known = new Map(); // text of the input -> article, or null

  const articleOf = async (source) => {
    if (!known.has(source)) {
      const body = await page(story().dataset.story, new URLSearchParams({ source }));
      known.set(source, body?.querySelector("article") ?? null);
    }
    return known.get(source);
  };

  const sources = () => valuesOf(/^id_reports-\d+-source$/).filter((input) => text(input));

  // Show the story of each source that a report names, with the numbers of its reports.
  const showStories = async () => {
    if (!story()) return;
    const numbers = new Map();
    for (const [place, input] of sources().entries()) {
      const article = await articleOf(text(input));
      if (article) numbers.set(article, [...(numbers.get(article) ?? []), place + 1]);
    }
    for (const old of story().querySelectorAll("article")) {
      if (!numbers.has(old)) old.remove();
    }
    for (const [article, reports] of numbers) {
      article.querySelector(".desk-story-reports").textContent = `· report ${reports.join(", ")}`;
      if (!story().contains(article)) story().append(article);
    }
    story().hidden = numbers.size === 0;
    showSpeakers();
  };

  const keyed = (input) => /\[#(\d+)\]$/.exec(text(input))?.[1];

  // What the server sent with the page need not be asked for.
  const remember = () => {
    for (const input of sources()) {
      const article = story().querySelector(`article[data-source-key="${keyed(input)}"]`);
      if (article) known.set(text(input), article);
    }
  };

  // ---- quotations

  const marked = () => {
    const selection = document.getSelection();
    const node = selection.rangeCount ? selection.getRangeAt(0).commonAncestorContainer : null;
    const element = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement;
    const within = element?.closest(".desk-story-text");
    const words = selection.toString().replace(/\s+/g, " ").trim();
    return within && words ? { words, article: within.closest("article") } : null;
  };

  const reportsOf = (article) =>
    sources().filter((input) => known.get(text(input)) === article);

  // The report of the speaker's own side, else the first one from this source.
  const reportFor = (article, speaker) => {
    const inputs = reportsOf(article);
    const person = valuesOf(/^id_participations-\d+-person$/).find(
      (input) => speaker && label(text(input)) === speaker,
    );
    const actor = person && text(sibling(person, "actor"));
    const own = inputs.find(
      (input) => actor && text(sibling(input, "voice_names")).includes(actor),
    );
    return own ?? inputs[0];
  };

  const quote = (speaker) => {
    const mark = marked();
    const source = mark && reportFor(mark.article, speaker);
    if (!source) return;
    const area = sibling(source, "new_quotations");
    area.closest("details").open = true;
    const before = area.value.trimEnd();
    area.value = `${before ? `${before}\n` : ""}${speaker}: ${mark.words}`;
    area.classList.add("desk-filled");
    area.dispatchEvent(new Event("change", { bubbles: true }));
    document.getSelection().removeAllRanges();
    // Who said it is typed next, where nobody was chosen.
    const start = area.value.length - mark.words.length - 2 - speaker.length;
    area.focus({ preventScroll: Boolean(speaker) });
    area.setSelectionRange(start, speaker ? area.value.length : start);
  };

  const button = (speaker, words) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "desk-tool";
    made.textContent = words;
    made.disabled = !marked();
    made.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the mark
    made.addEventListener("click", () => quote(speaker));
    return made;
  };

  const showSpeakers = () => {
    const line = story()?.querySelector(".desk-quote-as");
    if (!line) return;
    const people = valuesOf(/^id_participations-\d+-person$/).map((input) => label(text(input)));
    const names = [...new Set(people.filter(Boolean))];
    line.hidden = !story().querySelector(".desk-story-text");
    line.replaceChildren("Mark words, then quote them as: ");
    for (const name of names) line.append(button(name, name), " ");
    line.append(button("", "Somebody else"));
  };

  document.addEventListener("selectionchange", () => {
    const none = !marked();
    for (const made of document.querySelectorAll(".desk-quote-as button")) made.disabled = none;
  });

  // ---- perhaps the same meeting

  let timer = 0;
  let asked = 0;

  const showTwins = async () => {
    const place = document.getElementById("desk-twins");
    const params = new URLSearchParams();
    for (const input of valuesOf(/^id_participations-\d+-actor$/)) {
      params.append("actors", text(input));
      params.append("people", text(sibling(input, "person")));
    }
    for (const [name, id] of [
      ["date", "date"],
      ["basis", "date_basis"],
      ["summit", "summit"],
      ["channel", "channel"],
    ]) {
      params.append(name, text(document.getElementById(`id_${id}`)));
    }
    params.append("source", text(sources()[0]));
    params.append("occurrence", text(sources()[0] && sibling(sources()[0], "occurrence")));
    params.append("key", place.dataset.key);
    const turn = ++asked;
    const body = await page(place.dataset.twins, params);
    if (!body || turn !== asked) return;
    const typed = place.querySelector("input")?.value; // a reason that is being typed
    if (!typed) place.replaceChildren(...body.childNodes);
  };

  const MATTERS = /^id_(date|date_basis|summit|channel|participations-\d+-(actor|person)|reports-\d+-(source|occurrence))$/;
  document.addEventListener("change", ({ target }) => {
    if (!form() || !document.getElementById("desk-twins")) return;
    if (/^id_reports-\d+-source$/.test(target.id || "")) showStories();
    if (/^id_participations-\d+-person$/.test(target.id || "")) showSpeakers();
    if (!MATTERS.test(target.id || "")) return;
    clearTimeout(timer);
    timer = setTimeout(showTwins, WAIT);
  });
  document.addEventListener("formset:removed", () => {
    if (story()) showStories();
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (!form() || !story()) return;
    remember();
    showSpeakers();
    if (window.matchMedia(NARROW).matches) story().open = false;
  });
})();
