
// The page is whole without this script. It adds a filter over the rules, a theme switch, and opens what links point into.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Theme: system, light, dark, in turn.
  const themes = ["system", "light", "dark"];
  const themeButton = document.querySelector('[data-do="theme"]');
  themeButton.addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme ?? "system") + 1) % themes.length];
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    themeButton.textContent = `Theme: ${next}`;
  });

  // Everything open, everything as it was.
  const expandButton = document.querySelector('[data-do="expand"]');
  let closedBefore = null;
  const open = () => {
    closedBefore = all("details:not([open])");
    closedBefore.forEach((details) => (details.open = true));
  };
  const close = () => {
    closedBefore?.forEach((details) => (details.open = false));
    closedBefore = null;
  };
  expandButton.addEventListener("click", () => {
    if (closedBefore) close();
    else open();
    expandButton.textContent = closedBefore ? "Close again" : "Open everything";
  });
  let openedForPaper = false;
  addEventListener("beforeprint", () => {
    if (!closedBefore) { open(); openedForPaper = true; }
  });
  addEventListener("afterprint", () => {
    if (openedForPaper) { close(); openedForPaper = false; }
  });

  // A link into a closed part opens it.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // The filter of each run's rules: words in the row, and outcomes.
  for (const filter of all(".filter")) {
    const ledger = filter.parentElement;
    const words = filter.querySelector('input[type="search"]');
    const boxes = all('input[type="checkbox"]', filter);
    const count = filter.querySelector("output");
    const rows = all("tr[data-outcome]", ledger).map((row) => ({ row, text: row.textContent.toLowerCase() }));
    const apply = () => {
      const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      const terms = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { row, text } of rows) {
        row.hidden = !(wanted.has(row.dataset.outcome) && terms.every((term) => text.includes(term)));
        if (!row.hidden) shown += 1;
      }
      for (const family of all(".family", ledger)) family.hidden = !family.querySelector("tr[data-outcome]:not([hidden])");
      count.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} shown`;
    };
    words.addEventListener("input", apply);
    boxes.forEach((box) => box.addEventListener("change", apply));
    filter.hidden = false;
  }

  document.querySelector(".tools").hidden = false;
  if (location.hash) reveal();
})();
