/* Stories. A file dropped on the form goes into its input; the page that a bookmarklet opens asks
   the page being read for its text; the page of a story shows which words a row is about, takes
   marked words as evidence, and saves what is typed. All of it works plainer without this script. */
"use strict";
(() => {
  // Receiving

  const dropZone = (form) => {
    const input = form.querySelector("input[type=file]");
    const zone = form.querySelector(".story-drop");
    const isFile = (event) => event.dataTransfer?.types.includes("Files");
    form.addEventListener("dragover", (event) => {
      if (!isFile(event)) return;
      event.preventDefault();
      zone.classList.add("story-dropping");
    });
    form.addEventListener("dragleave", () => zone.classList.remove("story-dropping"));
    form.addEventListener("drop", (event) => {
      if (!isFile(event)) return;
      event.preventDefault();
      zone.classList.remove("story-dropping");
      input.files = event.dataTransfer.files;
    });
  };

  const hostOf = (address) => {
    try {
      return new URL(address).host;
    } catch {
      return address;
    }
  };

  // The page of a bookmarklet: whoever opened it may write into the form, and nothing is sent
  // before the editor has looked at it and pressed the button.
  const receive = () => {
    const said = document.getElementById("story-from");
    const given = new URLSearchParams(location.hash.slice(1));
    const write = (values) => {
      for (const name of ["url", "title", "text"]) {
        const input = document.getElementById(`id_${name}`);
        if (typeof values[name] === "string" && values[name]) input.value = values[name];
      }
    };
    write({ url: given.get("url"), title: given.get("title") });
    history.replaceState(null, "", location.pathname);
    const missing = "The page you were reading does not let its text be handed over: paste it here.";
    if (!window.opener) {
      said.textContent = missing;
      return;
    }
    const late = setTimeout(() => {
      said.textContent = missing;
    }, 4000);
    window.addEventListener("message", (event) => {
      if (event.source !== window.opener || event.data?.sidelines !== 1) return;
      clearTimeout(late);
      write(event.data);
      said.textContent = `Handed over by ${hostOf(event.origin)}. Look at it, then press “Read it”.`;
      document.querySelector("#paste_form button[type=submit]").focus();
    });
    // Says no more than that this page is there; the text comes only to our own origin.
    window.opener.postMessage("sidelines:ready", "*");
  };

  // The page of a story

  const rowOf = (element) => element?.closest?.("[data-row]");
  const byRow = (row) => [...document.querySelectorAll(".story-mark")].filter((mark) =>
    mark.dataset.rows.split(" ").some((key) => key === row || key.startsWith(`${row}-`)),
  );

  class Story {
    constructor(form, text) {
      this.form = form;
      this.text = text;
      this.row = null;
      this.input = null;
      this.said = document.getElementById("story-saved");
      document.getElementById("story-keys").hidden = false;
      this.joinNumbers();
      form.addEventListener("focusin", (event) => this.follow(event.target));
      form.addEventListener("change", () => this.count());
      form.addEventListener("keydown", (event) => this.keepOpen(event));
      text.addEventListener("keydown", (event) => this.key(event));
      text.addEventListener("click", (event) => this.goToRow(event));
      // The browser goes to the row of the address once all is loaded, and takes the focus away.
      window.addEventListener("load", () => setTimeout(() => this.showTarget()));
      new Saving(form, this.said);
    }

    // One number before a passage, not before each of its pieces.
    joinNumbers() {
      for (const mark of this.text.querySelectorAll(".story-mark")) {
        const before = mark.previousSibling;
        if (before?.dataset?.numbers === mark.dataset.numbers) mark.dataset.joined = "";
      }
    }

    follow(target) {
      const row = rowOf(target);
      if (!row || this.text.contains(target)) return;
      this.input = target;
      if (this.row === row) return;
      this.row = row;
      this.show(row.dataset.row);
    }

    show(key) {
      this.text.querySelectorAll(".story-here").forEach((mark) => mark.classList.remove("story-here"));
      const marks = byRow(key);
      marks.forEach((mark) => mark.classList.add("story-here"));
      if (!marks.length) return;
      const [box, mark] = [this.text, marks[0]].map((one) => one.getBoundingClientRect());
      if (mark.top < box.top || mark.bottom > box.bottom) {
        this.text.scrollTop += mark.top - box.top - box.height / 3;
      }
    }

    firstOf(row) {
      return [...row.querySelectorAll("input, select, textarea")].find(
        (input) => input.checkVisibility() && !["hidden", "radio", "checkbox"].includes(input.type),
      );
    }

    showTarget() {
      const row = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
      if (!row?.matches?.("[data-row]")) return;
      for (let fold = row.closest("details"); fold; fold = fold.parentElement.closest("details")) {
        fold.open = true;
      }
      this.firstOf(row)?.focus();
      row.scrollIntoView({ block: "nearest" });
    }

    goToRow(event) {
      const mark = event.target.closest(".story-mark");
      if (!mark || !getSelection().isCollapsed) return;
      const rows = mark.dataset.rows.split(" ");
      const meeting = rows[0].split("-")[0];
      const own = rows.filter((key) => key === meeting || key.startsWith(`${meeting}-`));
      const row = document.getElementById(own.at(-1));
      row?.scrollIntoView({ block: "center" });
      if (row) this.firstOf(row)?.focus({ preventScroll: true });
    }

    count() {
      const wanted = this.form.querySelectorAll("input[value=accept]:checked").length;
      this.form.querySelectorAll(".story-count").forEach((one) => {
        one.textContent = String(wanted);
      });
    }

    // Enter in an input means “done here”.
    keepOpen(event) {
      const { target } = event;
      if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
      if (target.matches("input") && !["submit", "button"].includes(target.type)) {
        event.preventDefault();
      }
    }

    key(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const acts = {
        e: () => this.evidence(),
        q: () => this.quotation(),
        t: () => this.topic(),
        n: () => this.form.requestSubmit(this.form.querySelector("[name=_no_meeting]") ?? undefined),
        ArrowRight: () => this.sentence(1),
        ArrowLeft: () => this.sentence(-1),
      };
      const act = acts[event.key];
      if (!act || (event.shiftKey && event.key.startsWith("Arrow"))) return;
      event.preventDefault();
      act();
    }

    // The marked words: their text, and their places counted in characters, not in UTF-16 units.
    marked() {
      const selection = getSelection();
      if (selection.isCollapsed || !selection.rangeCount) return null;
      const range = selection.getRangeAt(0);
      if (!this.text.contains(range.commonAncestorContainer)) return null;
      const before = new Range();
      before.setStart(this.text, 0);
      before.setEnd(range.startContainer, range.startOffset);
      const start = [...before.toString()].length;
      const words = range.toString();
      return { words, start, end: start + [...words].length, range };
    }

    say(sentence) {
      this.said.textContent = sentence;
    }

    sentence(step) {
      const whole = this.text.textContent;
      this.sentences ??= [...new Intl.Segmenter(this.text.lang || "en", { granularity: "sentence" })
        .segment(whole)].map(({ index, segment }) => [index, index + segment.trimEnd().length])
        .filter(([start, end]) => end > start);
      const last = this.sentences.length - 1;
      this.at = Math.min(Math.max((this.at ?? (step > 0 ? -1 : 1)) + step, 0), last);
      if (last < 0) return;
      const range = this.rangeOf(...this.sentences[this.at]);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      const [box, place] = [this.text, range].map((one) => one.getBoundingClientRect());
      if (place.top < box.top || place.bottom > box.bottom) {
        this.text.scrollTop += place.top - box.top - box.height / 3;
      }
    }

    rangeOf(start, end) {
      const range = new Range();
      const walker = document.createTreeWalker(this.text, NodeFilter.SHOW_TEXT);
      let place = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const next = place + node.length;
        if (place <= start && start < next) range.setStart(node, start - place);
        if (place < end && end <= next) range.setEnd(node, end - place);
        place = next;
      }
      return range;
    }

    evidence() {
      const marked = this.marked();
      const row = this.row?.closest("[data-row]");
      const input = row && this.form.elements[`${row.dataset.row}-evidence`];
      if (!marked || !input) return this.say("Mark words, after you typed in the row they are about.");
      input.value = `${input.value} ${marked.start}-${marked.end}`.trim();
      const fills = /-(title_as_reported|attributed_to|term_used)$/.test(this.input?.name ?? "");
      if (fills && !this.input.value) this.input.value = marked.words.trim();
      if (window.Highlight) {
        this.highlight ??= new Highlight();
        this.highlight.add(marked.range.cloneRange());
        CSS.highlights.set("story-evidence", this.highlight);
      }
      input.dispatchEvent(new Event("change", { bubbles: true }));
      this.say("Taken as evidence.");
    }

    account() {
      const near = this.row?.closest(".story-account")
        ?? this.row?.closest(".story-card")?.querySelector(".story-account");
      return near ?? this.form.querySelector(".story-account");
    }

    quotation() {
      this.addTo("q", "Mark the words that were said.");
    }

    topic() {
      const marked = this.marked();
      const line = this.row?.matches(".story-topic") && this.row.querySelector("textarea");
      if (!marked || !line) return this.addTo("t", "Mark the words that speak of the topic.");
      line.value = marked.words.trim();
      line.dispatchEvent(new Event("change", { bubbles: true }));
      this.say("Taken as the topic’s words.");
    }

    addTo(letter, otherwise) {
      const [marked, account] = [this.marked(), this.account()];
      if (!marked || !account) return this.say(otherwise);
      const add = (name, value) => {
        const input = document.createElement("input");
        Object.assign(input, { type: "hidden", name, value });
        this.form.append(input);
      };
      add("do", `add:${account.dataset.row}-${letter}`);
      add("words", marked.words.trim());
      add("place", `${marked.start}-${marked.end}`);
      this.form.requestSubmit();
    }
  }

  // Saves what is typed as it stands, some seconds after the last change.
  class Saving {
    constructor(form, said) {
      Object.assign(this, { form, said, running: null, timer: 0, stale: false });
      const later = () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.save(), 4000);
      };
      form.addEventListener("input", later);
      form.addEventListener("change", later);
      form.addEventListener("submit", (event) => this.wait(event));
    }

    // A button pressed while a save is under way waits for it: both are the same editor’s.
    wait(event) {
      clearTimeout(this.timer);
      if (!this.running) return;
      event.preventDefault();
      const { submitter } = event;
      this.running.finally(() => this.form.requestSubmit(submitter));
    }

    save() {
      if (this.running || this.stale) return;
      this.running = this.send().finally(() => {
        this.running = null;
      });
    }

    async send() {
      const data = new FormData(this.form);
      data.set("_autosave", "1");
      try {
        const answer = await fetch(location.pathname, { method: "POST", body: data });
        if (answer.status === 409) {
          this.stale = true;
          this.said.textContent = "A colleague saved this story too. Save to see both.";
        } else if (answer.ok && !answer.redirected) {
          this.form.elements.edit_token.value = (await answer.json()).token;
          const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
          this.said.textContent = `Saved at ${time}`;
          document.dispatchEvent(new Event("desk:saved"));
        } else {
          this.said.textContent = "Not saved: press “Save for later”.";
        }
      } catch {
        this.said.textContent = "Not saved: the server did not answer.";
      }
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".story-paste").forEach(dropZone);
    document.querySelectorAll(".story-bookmarklet").forEach((link) => {
      link.addEventListener("click", (event) => event.preventDefault());
    });
    if (document.querySelector(".story-receive")) receive();
    const form = document.getElementById("story_form");
    const text = document.getElementById("story-text");
    if (form && text) new Story(form, text);
    if (text && !document.querySelector(".desk-problems, .desk-changes") && !location.hash) {
      text.focus({ preventScroll: true });
    }
  });
})();
