/* The forms of the desk: keys that must not send them, the focus in added rows, popups that know
   what was typed, and a warning before unsaved work is left. */
"use strict";
(() => {
  const FORM = "#content-main form[id$='_form']";
  const within = (target, selector) => target.closest?.(selector);

  // In a long form Enter in an input means “done here”, not “save everything”.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
    const input = within(event.target, "#meeting_form input, #others_form input");
    if (input && !["submit", "button", "reset", "image"].includes(input.type)) {
      event.preventDefault();
    }
  });

  // A browser brings the caret of a long text into view, and leaves the rest behind the bar.
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("textarea")) target.scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("formset:added", ({ target }) => {
    const first = [...target.querySelectorAll("input, select, textarea")].find(
      (input) => input.type !== "hidden" && input.offsetParent,
    );
    first?.focus();
  });

  const valueOf = (id) => document.getElementById(id)?.value.trim() ?? "";
  const isAddress = (text) => /^https?:\/\//i.test(text);

  // What the page of a new thing of a kind begins with.
  const beginnings = {
    office: (name, id) => ({ name, actor: valueOf(id.replace(/-[^-]+$/, "-actor")) }),
    source: (text) => (isAddress(text) ? { url: text } : { title: text }),
    summit: (name) => ({ name, place: valueOf("id_place") }),
  };

  const carryOver = (link) => {
    const kind = /\/([a-z]+)\/add\/$/.exec(new URL(link.href).pathname)?.[1];
    const id = link.id.replace(/^add_/, "");
    const typed = valueOf(id);
    // A text with a key names a thing that is there already.
    const name = /\]$/.test(typed) ? "" : typed.replace(/^\++\s*/, "").slice(0, 200);
    const address = new URL(link.href);
    const begins = beginnings[kind] ?? ((text) => ({ name: text }));
    for (const [field, text] of Object.entries(begins(name, id))) {
      if (text) address.searchParams.set(field, text);
      else address.searchParams.delete(field);
    }
    link.href = address;
  };

  document.addEventListener(
    "click",
    ({ target }) => {
      const link = within(target, "a.add-related");
      if (link) carryOver(link);
    },
    true, // before Django opens the popup
  );

  // What would be refused is not sent, so that the text stays in the form.
  document.addEventListener("submit", (event) => {
    const note = document.getElementById("desk-too-large");
    if (!note || !event.target.matches(FORM)) return;
    const size = new URLSearchParams(new FormData(event.target)).toString().length;
    note.hidden = size < Number(note.dataset.mostBytes);
    if (note.hidden) return;
    event.preventDefault();
    note.focus();
  });

  let unsaved = false;
  const note = ({ target }) => {
    if (within(target, FORM)) unsaved = true;
  };
  document.addEventListener("input", note);
  document.addEventListener("change", note);
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) unsaved = false;
  });
  document.addEventListener("desk:saved", () => {
    unsaved = false;
  });
  document.addEventListener("DOMContentLoaded", () => {
    // A form that was refused holds what is saved nowhere.
    unsaved = Boolean(document.querySelector(".desk-problems, .desk-changes"));
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
})();
