/* The rows of a meeting: their order by buttons and by Alt with an arrow, and a pasted delegation. */
"use strict";
(() => {
  const LINES = ".desk-lines";
  const rowsOf = (group) =>
    [...group.querySelectorAll(".desk-line:not(.empty-form)")];
  const indexOf = (row) => Number(row.id.replace(/^.*-/, ""));

  // The order is told by numbers, because the server knows a row by its place among the inputs.
  const number = (group) => {
    rowsOf(group).forEach((row, place) => {
      const input = row.querySelector(".desk-order");
      if (input) input.value = place + 1;
    });
  };

  const move = (row, step) => {
    const group = row.closest(LINES);
    const rows = rowsOf(group);
    const other = rows[rows.indexOf(row) + step];
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    number(group);
    row.querySelector(".desk-order").dispatchEvent(new Event("change", { bubbles: true }));
  };

  const arrow = (row, step, words, sign) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "desk-move";
    button.tabIndex = -1; // by keyboard it is Alt and an arrow
    button.textContent = sign;
    button.setAttribute("aria-label", words);
    button.title = `${words} (Alt and arrow)`;
    button.addEventListener("click", () => move(button.closest(".desk-line"), step));
    return button;
  };

  const equip = (row) => {
    const place = row.querySelector(".desk-place");
    if (!place) return;
    place.querySelector(".desk-order").hidden = true;
    place.querySelectorAll("button").forEach((button) => button.remove());
    place.append(arrow(row, -1, "Move up", "▲"), arrow(row, 1, "Move down", "▼"));
  };

  document.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest?.(".desk-line");
    if (!event.altKey || !step || !row) return;
    event.preventDefault();
    event.stopPropagation();
    const focused = document.activeElement;
    move(row, step);
    focused.focus();
  }, true);

  // Django renumbers the inputs of the rows by their place on the page: put it right for that.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.(`${LINES} .inline-deletelink`);
    if (!link) return;
    const group = link.closest(LINES);
    const ordered = rowsOf(group);
    const anchor = group.querySelector(".desk-line.empty-form");
    [...ordered].sort((one, other) => indexOf(one) - indexOf(other)).forEach((row) => anchor.before(row));
    setTimeout(() => {
      ordered.filter((row) => row.isConnected).forEach((row) => anchor.before(row));
      number(group);
    });
  }, true);

  document.addEventListener("formset:added", ({ target }) => {
    if (!target.matches(".desk-line")) return;
    equip(target);
    number(target.closest(LINES));
  });

  // ---- a delegation, one person a line

  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const fill = (input, text) => {
    if (!text) return;
    input.value = text;
    input.classList.add("desk-filled");
  };

  const freeRow = (group) => {
    const free = rowsOf(group).find(
      (row) => !["actor", "person", "title_as_reported"].some((name) => field(row, name).value),
    );
    if (free) return free;
    group.querySelector(".add-row a, .add-row button, a.add-row").click();
    return rowsOf(group).at(-1);
  };

  const makeRows = async (button) => {
    const [area, whose] = ["delegation", "delegation_of"].map((name) =>
      document.getElementById(`id_${name}`),
    );
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ delegation: area.value, csrfmiddlewaretoken: token });
    const answer = await fetch(button.dataset.delegation, { method: "POST", body });
    if (!answer.ok || answer.redirected) return;
    const { rows } = await answer.json();
    const group = document.querySelector(LINES);
    for (const { person, title } of rows) {
      const row = freeRow(group);
      fill(field(row, "actor"), whose.value);
      fill(field(row, "person"), person);
      fill(field(row, "title_as_reported"), title);
      field(row, "role").value = "delegation";
      field(row, "person").dispatchEvent(new Event("change", { bubbles: true }));
    }
    area.value = "";
    area.focus();
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-delegation]");
    if (button) makeRows(button);
  });

  // On the page of a new meeting: where the first thing is missing that is typed.
  const begin = () => {
    const problems = document.querySelector(".desk-problems, .desk-changes");
    if (problems || !/\/add\/$/.test(window.location.pathname)) return;
    const kept = document.querySelector(".desk-kept");
    const names = kept ? ["date", "actor", "person"] : [];
    const inputs = [...document.querySelectorAll("#meeting_form input")];
    const wanted = inputs.find(
      (input) =>
        !input.value && names.some((name) => input.id.endsWith(name)) && input.offsetParent,
    );
    (wanted ?? inputs.find((input) => input.offsetParent))?.focus();
  };

  document.addEventListener("DOMContentLoaded", () => {
    begin();
    document.querySelectorAll(`${LINES} .desk-line`).forEach(equip);
    document.querySelectorAll("[data-delegation]").forEach((button) => {
      button.hidden = false;
    });
  });
})();
