/* The page of a meeting, and each card on the page of a story: offices follow person and date, place
   and date follow the summit. The page of a source, and the source of a story: publisher and language
   follow the address.
   Everything here only types into inputs; the server decides again when the form is saved. */
"use strict";
(() => {
  const sibling = (input, name) =>
    document.getElementById(input.id.replace(/-[^-]+$/, `-${name}`));
  // An input of the meeting that another input belongs to: on the page of a story, of its card.
  const cardOf = (input) => /^id_(m\d+-|source-)/.exec(input?.id)?.[1] ?? "";
  const main = (name, beside) => document.getElementById(`id_${cardOf(beside)}${name}`);
  const value = (input) => (input ? input.value.trim() : "");

  // The first source that is named, from whose day of publication “Wednesday” counts.
  const firstSource = () =>
    [...document.querySelectorAll("input[id^='id_reports-'][id$='-source']")].find(value) ??
    main("source");

  const told = (input) => {
    const source = firstSource();
    const about = {
      date: value(main("date", input)),
      basis: value(main("date_basis", input)),
      summit: value(main("summit", input)),
    };
    if (!value(source)) return about;
    const occurrence = value(sibling(source, "occurrence") ?? main("occurrence"));
    return { ...about, source: value(source), occurrence };
  };

  const context = (input) => ({
    person: value(sibling(input, "person")),
    actor: value(sibling(input, "actor")),
    ...told(input),
  });

  const ROW = "id_(?:participations-\\d+|m\\d+-p\\d+)";
  const named = (names) => new RegExp(`^${ROW}-(?:${names})$`);
  const [OFFICE, PERSON, WHO] = ["tenure", "person|standing_in_for", "person|actor"].map(named);
  const isOffice = (input) => OFFICE.test(input.id);
  const isPerson = (input) => PERSON.test(input.id);

  const ask = async (address, params) => {
    try {
      const answer = await fetch(`${address}?${new URLSearchParams(params)}`);
      return answer.redirected ? null : await answer.json();
    } catch {
      return null;
    }
  };

  const fill = (input, text) => {
    input.value = text;
    input.classList.add("desk-filled");
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // Buttons under an input, one for each proposal.
  const offer = (input, proposals) => {
    const holder = input.closest(".desk-field, .form-row, .fieldBox") || input.parentElement;
    holder.querySelector(".desk-proposals")?.remove();
    if (!proposals.length) return;
    const list = document.createElement("div");
    list.className = "desk-proposals";
    for (const { text, label, basis } of proposals) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => {
        if (basis) fill(main("date_basis"), basis);
        fill(input, text);
        list.remove();
        input.focus();
      });
      list.append(button);
    }
    holder.append(list);
  };

  const proposeOffice = async (input) => {
    const about = context(input);
    if (!about.person || !about.actor || about.person.startsWith("+")) return offer(input, []);
    const filled = input.classList.contains("desk-filled");
    if (input.value && !filled) return;
    const answer = await ask(input.dataset.suggest, about);
    if (!answer) return;
    const held = answer.results.filter((one) => one.held);
    if (filled) input.value = "";
    if (held.length === 1 && !input.value) fill(input, held[0].value);
    offer(
      input,
      held.length > 1 ? held.map((one) => ({ text: one.value, label: one.label })) : [],
    );
  };

  const beside = (input, name) => input.dataset.suggest.replace(/[^/]+\/$/, `${name}/`);

  // Fill an empty input with the only proposal, or offer several.
  const propose = async (input, address, params) => {
    const answer = await ask(address, params);
    if (!answer || value(input)) return;
    const [only, ...others] = answer.results;
    if (only && !others.length) fill(input, only.value);
    else offer(input, answer.results.map((one) => ({ text: one.value, label: one.label })));
  };

  const proposeActor = (person) => {
    const [actor, tenure] = ["actor", "tenure"].map((name) => sibling(person, name));
    if (!actor || !tenure || value(actor) || !value(person) || value(person).startsWith("+")) return;
    propose(actor, beside(tenure, "represented"), context(tenure));
  };

  const proposeHolder = (tenure) => {
    const [actor, person] = ["actor", "person"].map((name) => sibling(tenure, name));
    if (!person || value(person) || !value(tenure) || !value(actor)) return;
    propose(person, beside(tenure, "holders"), { ...context(tenure), office: value(tenure) });
  };

  const offices = () =>
    [...document.querySelectorAll("input[data-suggest]")].filter(isOffice).forEach(proposeOffice);

  const proposeFromSummit = async (summit) => {
    const address = beside(summit, "summit-details");
    const answer = value(summit) ? await ask(address, { summit: summit.value }) : null;
    if (!answer) return;
    const place = main("place", summit);
    if (answer.place && place && !place.value) fill(place, answer.place);
    const date = main("date", summit);
    const proposals = answer.date ? [{ text: answer.date, label: answer.label }] : [];
    if (date) offer(date, date.value ? [] : proposals);
  };

  const untouched = (input) =>
    input.tagName === "SELECT"
      ? [...input.options].every((option) => option.selected === option.defaultSelected)
      : !value(input);

  // What an official publisher's document tells of the account in it, and of the day.
  const proposeFromSource = async (source) => {
    const voices = sibling(source, "voice_names") ?? main("voice_names");
    if (!voices || !value(source)) return;
    const answer = await ask(beside(voices, "source-details"), told());
    if (!answer) return;
    const same = [...document.querySelectorAll("input[id^='id_reports-'][id$='-source']")];
    const isFirst = same.find((input) => value(input) === value(source)) === source;
    for (const [name, text] of Object.entries(isFirst || !same.length ? answer.account ?? {} : {})) {
      const input = sibling(source, name) ?? main(name);
      if (input && text && untouched(input) && input.value !== text) fill(input, text);
    }
    const date = main("date");
    if (date && !value(date) && answer.date) {
      offer(date, [{ text: answer.date, label: answer.label, basis: answer.basis }]);
    }
  };

  const proposeFromAddress = async (url) => {
    const [publisher, language] = [main("publisher", url), main("language", url)];
    if (!publisher?.dataset.suggest || !value(url)) return;
    const answer = await ask(beside(publisher, "of-address"), { url: value(url) });
    if (!answer?.publisher) return;
    if (!value(publisher)) fill(publisher, answer.publisher);
    const same = value(publisher) === answer.publisher;
    const untouched = language && language.value === language.defaultValue;
    if (same && untouched && answer.language && language.value !== answer.language) {
      fill(language, answer.language);
    }
  };

  document.addEventListener("combobox:ask", (event) => {
    // Offices depend on the row and the day, and people who held one then come first.
    if (!isOffice(event.target) && !isPerson(event.target)) return;
    for (const [name, text] of Object.entries(context(event.target))) {
      event.detail.params.set(name, text);
    }
  });

  const follow = (event) => {
    const { target } = event;
    const name = (target.id ?? "").replace(cardOf(target), "");
    if (name === "id_summit") proposeFromSummit(target).then(offices);
    else if (name === "id_url") proposeFromAddress(target);
    else if (/^id_(reports-\d+-)?source$/.test(target.id || "")) {
      proposeFromSource(target).then(understand);
    }
    else if (name === "id_date" || name === "id_date_basis") offices();
    else if (WHO.test(target.id || "")) {
      if (target.id.endsWith("person")) proposeActor(target);
      proposeOffice(sibling(target, "tenure"));
    } else if (isOffice(target)) proposeHolder(target);
  };
  // The line under a date says what would be kept of it, before anything is saved.
  const explain = async (input) => {
    const line = document.getElementById(input?.dataset?.dateUnderstood);
    const suggests = document.querySelector("input[data-suggest]");
    if (!line || !suggests) return;
    const where = new URL(suggests.dataset.suggest, document.baseURI);
    const { date: _, ...about } = told();
    const asked = input === main("date") ? { ...about, q: input.value } : { q: input.value };
    const answer = await ask(new URL("../date/", where).pathname, asked);
    if (!answer) return;
    line.textContent = answer.understood;
    const basis = main("date_basis");
    if (answer.relative && input === main("date") && basis && untouched(basis)) {
      fill(basis, "relative");
    }
  };
  const understand = () => explain(main("date"));
  document.addEventListener("change", follow);
  document.addEventListener("change", ({ target }) => {
    if (["id_date_basis", "id_summit"].includes(target.id)) understand();
    else explain(target);
  });
  // Django's popups announce what they fill in by jQuery alone.
  window.django?.jQuery(document).on("change", "input", (event) => {
    if (!event.originalEvent) follow({ target: event.target });
  });

  document.addEventListener("input", (event) => event.target.classList?.remove("desk-filled"));

  document.addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll("a.desk-popup")) {
      const address = new URL(link.href);
      address.searchParams.set("_popup", "1");
      link.href = address;
      link.dataset.popup = "yes";
    }
    for (const input of document.querySelectorAll("input[data-suggest$='/tenure/']")) {
      input.dataset.eager = "";
    }
  });
})();
