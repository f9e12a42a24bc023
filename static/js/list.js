/* The list of meetings changes in place: htmx fetches the page a link or form leads to, and what
   is in its <main> takes the place of ours. Whatever goes wrong, the browser goes there itself. */
"use strict";
(() => {
  const HEAD = "link[rel~=canonical], link[rel~=alternate], link[rel~=prev], link[rel~=next]";

  // Only what was filled in is sent.
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const sent = detail.formData;
    for (const name of new Set(sent.keys())) {
      const values = sent.getAll(name).filter((value) => value !== "");
      sent.delete(name);
      values.forEach((value) => sent.append(name, value));
    }
  });

  // The head says which page this is, and where its feed and its neighbours are.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const page = new DOMParser().parseFromString(detail.serverResponse, "text/html");
    document.head.querySelectorAll(HEAD).forEach((link) => link.remove());
    document.head.append(...page.head.querySelectorAll(HEAD));
  });

  // A form sends its defaults as well; the address to share is the one without.
  document.addEventListener("htmx:pushedIntoHistory", () => {
    const canonical = document.head.querySelector("link[rel=canonical]");
    if (canonical) history.replaceState(history.state, "", canonical.getAttribute("href"));
  });

  // As on a new page, reading begins at the heading: what was followed is gone from this one.
  document.addEventListener("htmx:afterSettle", () => {
    const heading = document.querySelector("main h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  });

  // htmx boosts links of HTML alone; the bars of the years are links of SVG.
  document.addEventListener("click", (event) => {
    const bar = event.target.closest?.(".years-chart a");
    const plain = !(event.button || event.metaKey || event.ctrlKey || event.shiftKey);
    if (!bar || !plain) return;
    event.preventDefault();
    const address = bar.getAttribute("href");
    window.htmx.ajax("GET", address, {
      source: bar.closest(".years"),
      target: "#main",
      select: "#main",
      swap: "outerHTML show:window:top",
      push: "true",
    });
  });

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, ({ detail }) => {
      window.location.assign(detail.pathInfo.finalRequestPath);
    });
  }
})();
