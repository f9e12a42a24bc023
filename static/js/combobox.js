/* Text inputs with suggestions: the editable combobox with list popup of the ARIA Authoring
   Practices Guide 1.2 (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).

   An input with data-suggest="address" asks that address with ?q=…, and expects
   {"results": [{"value", "label", "hint"}]} (the desk) or the page of /suggest/ (the register).
   data-separator=";" completes the last of several values; data-creates="+" ends the list with an
   entry that writes "+ " before what was typed; data-eager opens the list before anything is typed;
   data-completes lets Enter and Tab take the likeliest suggestion where none is marked; data-submits sends the form with what was chosen; data-label="Wang Yi" shows a name where the
   form sends a key. Other scripts may add parameters by listening to "combobox:ask"
   (detail.params) and follow choices by "change". Without this script the input is a text input. */
"use strict";
(() => {
  const WAIT = 150; // milliseconds of quiet before asking
  let numbers = 0;

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  // What is suggested, as groups of options; a group without caption is a plain list.
  const read = async (answer, fills) => {
    if (!answer.ok) throw new Error(answer.statusText);
    if (answer.headers.get("Content-Type").includes("json")) {
      return [{ caption: "", options: (await answer.json()).results }];
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = page.getElementById("suggestions"); // none: somebody else answered, a login say
    return [...list.querySelectorAll("section")].map((section) => ({
      caption: fills === "typed" ? section.querySelector("h2").textContent : "",
      options: [...section.querySelectorAll("li")].map((line) => optionOf(line, fills)),
    }));
  };

  const optionOf = (line, fills) => {
    const link = line.querySelector("a");
    const [name, hint] = ["span:not(.code)", "small"].map((one) => line.querySelector(one));
    return {
      value: link.dataset[fills],
      label: link.textContent,
      name: name && { text: name.textContent, language: name.lang },
      hint: hint?.textContent,
      mark: line.querySelector("img, .code"),
      empty: line.classList.contains("quiet"),
    };
  };

  class Combobox {
    constructor(input) {
      this.input = input;
      this.options = [];
      this.active = -1;
      this.asked = 0;
      this.shownFor = "";
      this.fills = "submits" in input.dataset ? "typed" : "key";
      this.list = element("div", {
        id: `combobox-list-${++numbers}`,
        class: "combobox-list",
        role: "listbox",
        "aria-label": "Suggestions",
        hidden: "",
      });
      this.status = element("span", { class: "combobox-status", role: "status" });
      input.after(this.list, this.status);
      for (const [name, value] of Object.entries({
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": this.list.id,
        autocomplete: "off",
      })) {
        input.setAttribute(name, value);
      }
      input.removeAttribute("list"); // the browser's own list would open as well
      if ("label" in input.dataset) this.showLabel();
      this.listen();
    }

    listen() {
      const { input, list } = this;
      input.addEventListener("input", () => {
        if (this.sent) this.sent.value = input.value;
        this.later();
      });
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => this.close());
      list.addEventListener("mousedown", (event) => event.preventDefault());
      list.addEventListener("click", (event) => {
        const item = event.target.closest("[role=option]");
        if (item) this.choose(this.items.indexOf(item));
      });
      if ("eager" in input.dataset) {
        input.addEventListener("focus", () => this.later());
        if (document.activeElement === input) this.later();
      }
    }

    // A hidden input sends the key of what the visible one names.
    showLabel() {
      const { input } = this;
      this.sent = element("input", { type: "hidden", name: input.name });
      this.sent.value = input.value;
      input.removeAttribute("name");
      input.after(this.sent);
      if (input.value) input.value = input.dataset.label;
    }

    get items() {
      return [...this.list.querySelectorAll("[role=option]")];
    }

    parts() {
      const separator = this.input.dataset.separator;
      const at = separator ? this.input.value.lastIndexOf(separator) + 1 : 0;
      return [this.input.value.slice(0, at), this.input.value.slice(at).trim()];
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT);
    }

    async ask() {
      const words = this.parts()[1];
      const eager = "eager" in this.input.dataset;
      if ((!words && !eager) || words.startsWith("+") || /\]$/.test(words)) return this.close();
      const params = new URLSearchParams({ q: words });
      this.input.dispatchEvent(
        new CustomEvent("combobox:ask", { bubbles: true, detail: { params } }),
      );
      const turn = ++this.asked;
      try {
        const address = new URL(this.input.dataset.suggest, document.baseURI);
        params.forEach((value, name) => address.searchParams.append(name, value));
        const groups = await read(await fetch(address), this.fills);
        if (turn === this.asked && document.activeElement === this.input) this.show(groups, words);
      } catch {
        if (turn === this.asked) this.fail();
      }
    }

    fail() {
      this.close();
      this.status.textContent = "No suggestions: the server gave none.";
      this.status.classList.add("combobox-nothing");
    }

    show(groups, words) {
      const number = groups.reduce((sum, one) => sum + one.options.length, 0);
      if (words && this.input.dataset.creates) {
        const value = `${this.input.dataset.creates} ${words}`;
        const creates = { value, label: `Create “${words}”`, creates: true };
        groups.push({ caption: "", options: [creates] });
      }
      this.options = [];
      this.active = -1;
      this.list.replaceChildren(...groups.flatMap((group) => this.group(group)));
      const open = this.options.length > 0;
      this.list.hidden = !open;
      this.list.scrollTop = 0;
      this.shownFor = words;
      this.input.setAttribute("aria-expanded", String(open));
      this.input.removeAttribute("aria-activedescendant");
      const noun = number === 1 ? "suggestion" : "suggestions";
      this.status.textContent = open ? `${number} ${noun}` : "No suggestions";
      // An open list is seen; that there is none has to be said to everybody.
      this.status.classList.toggle("combobox-nothing", !open);
      if (open && "completes" in this.input.dataset) this.list.scrollIntoView({ block: "nearest" });
    }

    group({ caption, options }) {
      const items = options.map((one) => this.item(one));
      if (!caption) return items;
      const id = `${this.list.id}-group-${this.options.length}`;
      const heading = element("div", { id, class: "combobox-caption", role: "presentation" });
      heading.textContent = caption;
      return [element("div", { role: "group", "aria-labelledby": id }, heading, ...items)];
    }

    item(option) {
      const { label, name, hint, mark, empty, creates } = option;
      const item = element("div", {
        id: `${this.list.id}-${this.options.length}`,
        class: `combobox-option${creates ? " combobox-create" : ""}${empty ? " combobox-empty" : ""}`,
        role: "option",
        "aria-selected": "false",
      });
      if (mark) item.append(document.importNode(mark, true), " ");
      item.append(element("span", {}, label));
      if (name) item.append(" ", element("span", { lang: name.language }, name.text));
      if (hint) item.append(" ", element("small", {}, hint));
      this.options.push(option);
      return item;
    }

    key(event) {
      const open = !this.list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!open) return this.later();
        const step = event.key === "ArrowDown" ? 1 : -1;
        const size = this.options.length + 1; // one place more: back to what was typed
        return this.mark(((this.active + 1 + step + size) % size) - 1);
      }
      if (event.key === "Enter" && open) return this.enter(event);
      if (event.key === "Escape" && open) {
        event.preventDefault();
        event.stopPropagation();
        this.close();
      }
      if (event.key === "Tab" && open && this.taken() >= 0) this.fill(this.taken());
    }

    enter(event) {
      const completes = "completes" in this.input.dataset;
      if (this.active < 0 && !completes) return; // what was typed is sent
      event.preventDefault();
      if (this.taken() >= 0) this.choose(this.taken());
      else if (this.shownFor === this.parts()[1]) this.mark(0); // to be taken by a second Enter
    }

    // The option that Enter and Tab take: the marked one, else the one that is exactly what was
    // typed, else the first. Nothing is created, or chosen for an empty input, without being marked.
    taken() {
      if (this.active >= 0 || !("completes" in this.input.dataset)) return this.active;
      const words = this.parts()[1].toLowerCase();
      if (!words) return -1;
      // A list of fewer letters still holds for what contains all that is typed by now.
      const parts = this.shownFor.toLowerCase() === words ? [] : words.split(/\s+/);
      const fits = ({ label, value }) =>
        parts.every((part) => `${label} ${value}`.toLowerCase().includes(part));
      const isExact = ({ label, value }) =>
        label.toLowerCase() === words || value.toLowerCase().endsWith(`[${words}]`);
      const there = this.options.filter((option) => !option.creates && fits(option));
      return this.options.indexOf(there.find(isExact) ?? there[0]);
    }

    mark(index) {
      this.active = index;
      this.items.forEach((item, place) => {
        item.setAttribute("aria-selected", String(place === index));
        if (place === index) item.scrollIntoView({ block: "nearest" });
      });
      if (index < 0) this.input.removeAttribute("aria-activedescendant");
      else this.input.setAttribute("aria-activedescendant", this.items[index].id);
    }

    choose(index) {
      this.fill(index);
      if ("submits" in this.input.dataset) this.input.form.requestSubmit();
    }

    fill(index) {
      const before = this.parts()[0];
      const { value, label } = this.options[index];
      this.input.value = (before ? `${before} ` : "") + (this.sent ? label : value);
      if (this.sent) this.sent.value = value;
      this.close();
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    close() {
      clearTimeout(this.timer);
      this.asked += 1;
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
      this.status.textContent = "";
      this.status.classList.remove("combobox-nothing");
    }
  }

  // Made when first focused: rows that scripts add later need no further word. Those that show
  // a name in place of a key are made as soon as they are there.
  const made = new WeakSet();
  const make = (input) => {
    if (!input || made.has(input)) return;
    made.add(input);
    new Combobox(input);
  };
  const makeLabelled = () => {
    document.querySelectorAll("input[data-suggest][data-label]").forEach(make);
  };
  document.addEventListener("focusin", (event) => {
    make(event.target.closest?.("input[data-suggest]"));
  });
  document.addEventListener("DOMContentLoaded", makeLabelled);
  document.addEventListener("htmx:afterSettle", makeLabelled);
})();
