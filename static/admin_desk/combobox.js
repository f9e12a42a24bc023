/* Text inputs with suggestions: the editable combobox with list popup of the ARIA Authoring
   Practices Guide 1.2 (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).

   An input with data-suggest="address" asks that address with ?q=… and expects
   {"results": [{"value", "label", "hint"}]}. data-separator=";" completes the last of several
   values; data-creates="+" ends the list with an entry that writes "+ " before what was typed;
   data-eager opens the list before anything is typed. Other scripts may add parameters by
   listening to "combobox:ask" (detail.params) and follow choices by "change".
   Without this script the input is a text input. */
"use strict";
(() => {
  const WAIT = 150; // milliseconds of quiet before asking
  let numbers = 0;

  class Combobox {
    constructor(input) {
      this.input = input;
      this.options = [];
      this.active = -1;
      this.asked = 0;
      this.list = document.createElement("ul");
      this.list.id = `combobox-list-${++numbers}`;
      this.list.className = "combobox-list";
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", "Suggestions");
      this.status = document.createElement("span");
      this.status.className = "combobox-status";
      this.status.setAttribute("role", "status");
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
      input.addEventListener("input", () => this.later());
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => this.close());
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const item = event.target.closest("[role=option]");
        if (item) this.choose([...this.list.children].indexOf(item));
      });
      if ("eager" in input.dataset) {
        input.addEventListener("focus", () => this.later());
        if (document.activeElement === input) this.later();
      }
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
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        const { results } = await answer.json();
        if (turn === this.asked && document.activeElement === this.input) this.show(results, words);
      } catch {
        this.status.textContent = "No suggestions: the server gave none.";
      }
    }

    show(results, words) {
      this.options = [...results];
      if (words && this.input.dataset.creates) {
        const value = `${this.input.dataset.creates} ${words}`;
        this.options.push({ value, label: `Create “${words}”`, hint: "", creates: true });
      }
      this.active = -1;
      this.list.replaceChildren(...this.options.map((option, index) => this.item(option, index)));
      const open = this.options.length > 0;
      this.list.hidden = !open;
      this.input.setAttribute("aria-expanded", String(open));
      this.input.removeAttribute("aria-activedescendant");
      this.status.textContent = open ? `${results.length} suggestions` : "No suggestions";
    }

    item(option, index) {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      if (option.creates) item.className = "combobox-create";
      const label = document.createElement("span");
      label.textContent = option.label;
      const hint = document.createElement("small");
      hint.textContent = option.hint || "";
      item.append(label, hint);
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
      if (event.key === "Enter" && open && this.active >= 0) {
        event.preventDefault();
        return this.choose(this.active);
      }
      if (event.key === "Escape" && open) {
        event.preventDefault();
        event.stopPropagation();
        this.close();
      }
      if (event.key === "Tab" && open && this.active >= 0) this.choose(this.active);
    }

    mark(index) {
      this.active = index;
      [...this.list.children].forEach((item, place) => {
        item.setAttribute("aria-selected", String(place === index));
        if (place === index) item.scrollIntoView({ block: "nearest" });
      });
      if (index < 0) this.input.removeAttribute("aria-activedescendant");
      else this.input.setAttribute("aria-activedescendant", this.list.children[index].id);
    }

    choose(index) {
      const before = this.parts()[0];
      this.input.value = (before ? `${before} ` : "") + this.options[index].value;
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
    }
  }

  // Made when first focused: rows that scripts add later need no further word.
  const made = new WeakSet();
  document.addEventListener("focusin", (event) => {
    const input = event.target.closest?.("input[data-suggest]");
    if (!input || made.has(input)) return;
    made.add(input);
    new Combobox(input);
  });
})();
