// The page is whole without this script. It narrows the page down to what is asked for, sorts tables, switches the theme, and opens what
// links point into.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // ---- Theme: system, light, dark, in turn ----

  const themes = ["system", "light", "dark"];
  const themeButton = document.querySelector('[data-do="theme"]');
  themeButton.addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme ?? "system") + 1) % themes.length];
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    themeButton.textContent = `Theme: ${next}`;
  });

  // ---- Everything open, everything as it was ----

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

  // ---- Filter ----

  // A result is an element with data-result, or a row of a gate table; findings are rows in it. What groups results hides with the last
  // of them.
  const filter = document.querySelector(".filter");
  const shown = filter.querySelector("output");
  const results = all("[data-result], .gates tr[data-outcome]").map((element) => ({
    element,
    // The words of a rule's card count for each of its scopes.
    text: `${element.textContent} ${element.closest(".card")?.querySelector("header").textContent ?? ""}`.toLowerCase(),
    findings: all("tr[data-finding]", element).map((row) => ({ row, text: row.textContent.toLowerCase() })),
  }));
  const counted = results.filter(({ element }) => element.dataset.result !== undefined);
  const groups = all("[data-group], .fold, .gates").reverse();
  const sections = all(".part").map((section) => ({ section, held: section.querySelector("[data-result], .gates") !== null }));
  const holds = (asked, value) => asked === "*" || asked === value;
  const lies = (asked, splits) => asked === "*" || (asked === "" ? splits === "" : splits.split(" ").includes(asked));

  const apply = () => {
    const asked = Object.fromEntries(new FormData(filter));
    const terms = asked.q.toLowerCase().split(/\s+/).filter(Boolean);
    const says = (text) => terms.every((term) => text.includes(term));
    for (const { element, text, findings } of results) {
      const { family, severity, outcome, split } = element.dataset;
      const isMeant = holds(asked.family, family) && holds(asked.severity, severity) && holds(asked.outcome, outcome) && says(text);
      const inSplit = findings.filter(({ row }) => lies(asked.split, row.dataset.split ?? ""));
      element.hidden = !(isMeant && (lies(asked.split, split) || (split === "" && inSplit.length > 0)));
      // Words that some findings say and others do not pick these; a split picks its own.
      const named = inSplit.filter(({ text }) => says(text));
      const kept = new Set((named.length > 0 ? named : inSplit.length > 0 ? inSplit : findings).map(({ row }) => row));
      for (const { row } of findings) row.hidden = !kept.has(row);
    }
    const isEmpty = (element) => !element.querySelector("[data-result]:not([hidden]), .gates tr[data-outcome]:not([hidden])");
    for (const group of groups) group.hidden = isEmpty(group);
    for (const { section, held } of sections) if (held) section.hidden = isEmpty(section);
    const visible = counted.filter(({ element }) => !element.hidden).length;
    shown.textContent = visible === counted.length ? "" : `${visible} of ${counted.length} results shown`;
  };
  filter.addEventListener("input", apply);
  filter.addEventListener("reset", () => setTimeout(apply));
  filter.addEventListener("submit", (event) => event.preventDefault());
  filter.hidden = false;

  // ---- Sorting: a click up, another down ----

  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return cell?.dataset.value === undefined ? cell?.textContent.trim() ?? "" : Number(cell.dataset.value);
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
  for (const table of all("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    if (body.rows.length < 2) continue;
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const isUp = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
        const rows = [...body.rows].sort((a, b) => compare(valueOf(a, column), valueOf(b, column)) * (isUp ? 1 : -1));
        body.append(...rows);
      });
    });
  }

  // ---- Deep links: whatever hides the target opens ----

  const reveal = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { return; }
    const target = document.getElementById(name);
    if (!target) return;
    if (target.closest("[hidden]")) { filter.reset(); apply(); }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // Drawings that can be turned: each part carries its points in space, in thousandths of half the drawn cube. Dragging or the arrow keys
  // turn the eye about the upright axis and raise it; the same formula drew them as they stand without a script.
  for (const drawing of all("svg.turnable")) {
    const parts = all("[data-points]", drawing).map((part) => ({
      part,
      points: part.dataset.points.split(",").map((point) => point.split(" ").map((number) => number / 1000)),
    }));
    const eye = { turn: -60, rise: 25 };
    const flat = ([x, y, z]) => {
      const [turn, rise] = [eye.turn * Math.PI / 180, eye.rise * Math.PI / 180];
      const across = x * Math.cos(turn) - y * Math.sin(turn);
      const depth = x * Math.sin(turn) + y * Math.cos(turn);
      return [91 + 52 * across, 88 - 52 * (z * Math.cos(rise) + depth * Math.sin(rise))].map((at) => at.toFixed(1));
    };
    const turn = (across, up) => {
      eye.turn = (eye.turn + across) % 360;
      eye.rise = Math.min(90, Math.max(-90, eye.rise + up));
      for (const { part, points } of parts) {
        const [x, y] = flat(points[0]);
        if (part.tagName === "polyline") part.setAttribute("points", points.map((point) => flat(point).join(",")).join(" "));
        else if (part.tagName === "circle") { part.setAttribute("cx", x); part.setAttribute("cy", y); }
        else { part.setAttribute("x", x); part.setAttribute("y", y); }
      }
    };
    const keys = { ArrowLeft: [10, 0], ArrowRight: [-10, 0], ArrowUp: [0, 10], ArrowDown: [0, -10] };
    drawing.setAttribute("tabindex", "0");
    drawing.addEventListener("keydown", (event) => {
      const by = keys[event.key];
      if (!by) return;
      event.preventDefault();
      turn(...by);
    });
    drawing.addEventListener("pointerdown", (event) => drawing.setPointerCapture(event.pointerId));
    drawing.addEventListener("pointermove", (event) => {
      if (drawing.hasPointerCapture(event.pointerId)) turn(-event.movementX / 2, event.movementY / 2);
    });
  }

  document.querySelector(".tools").hidden = false;
  if (location.hash) reveal();
})();
