// Export, in the offline copy: the page: its filters, its cards and charts; the address after # says what is shown.

const CONTENT = JSON.parse(document.getElementById("content").textContent);
const WORDS = CONTENT.words;
const KEPT = ["page", "measure", "term", "province", "unit", "slide"];
const turned = new Set();

/** What the address asks for, with what cannot be shown replaced by what can. */
function asked() {
  const codes = new URLSearchParams(location.hash.slice(1));
  const [firstPage, firstMeasure, firstTerm] = CONTENT.start;
  const among = (choices, code, other) => (choices.some(([key]) => key === code) ? code : other);
  const page = CONTENT.pages.find((each) => each.key === (codes.get("page") ?? firstPage)) ?? CONTENT.pages[0];
  const measure = measureOf(page, codes.get("measure") ?? firstMeasure);
  return {
    page: page.key,
    measure,
    term: among(CONTENT.terms, codes.get("term") ?? firstTerm, CONTENT.terms[0]?.[0] ?? ""),
    province: among(CONTENT.provinces, codes.get("province") ?? "", CONTENT.provinces[0]?.[0] ?? ""),
    unit: UNITS.has(codes.get("unit")) ? codes.get("unit") : "",
    slide: codes.get("slide") ?? "",
  };
}

/** The measure that a page shows: the one that is picked where it picks one and knows it. */
function measureOf(page, key) {
  return page.picks && page.measures.some(([each]) => each === key) ? key : page.measures[0]?.[0] ?? "";
}

/** Go to another choice; every choice but the next slide is a step that Back returns from. */
function choose(changes, { replace = false } = {}) {
  const next = { ...asked(), ...changes };
  const codes = new URLSearchParams();
  for (const name of KEPT) if (next[name]) codes.set(name, next[name]);
  if (replace) location.replace(`#${codes}`);
  else location.hash = codes.toString();
}

/** What was drawn ahead for a choice. */
function stateOf({ page, measure, term, province }) {
  const found = CONTENT.states[[page, measure, term, province].join("|")];
  return found && { ...found, exhibits: found.exhibits.map((place) => CONTENT.exhibits[place]) };
}

/** Every unit of the copy with its name. */
const UNITS = new Map(CONTENT.exhibits.flatMap((each) => {
  if (each.empty) return [];
  if (each.shape === "heat") return each.units;
  return each.shape === "ranking" ? each.rows.map((row) => [row[0], row[1]]) : [];
}));

function heading(now) {
  const logo = shape("svg", { viewBox: "0 0 32 32", width: 28, height: 28, "aria-hidden": "true" },
    shape("rect", { width: 32, height: 32, rx: 4, class: "brand" }), shape("path", { class: "on-brand", d: "M7 8h18v4H7zM7 14.5h14v4H7zM7 21h8v4H7z" }));
  const tabs = CONTENT.pages.map((page) =>
    element("button", { type: "button", "aria-current": page.key === now.page ? "page" : null, onclick: () => choose({ page: page.key, slide: "" }) }, page.title));
  return element("header", {}, element("span", { class: "product" }, logo, CONTENT.product), element("nav", { "aria-label": WORDS.pages }, ...tabs));
}

function picker(name, label, choices, now) {
  const options = choices.map(([key, words, running]) =>
    element("option", { value: key, selected: key === now[name] }, running ? said(WORDS.term_running, { unit: words }) : words));
  return element("label", {}, `${label} `, element("select", { "data-choice": name, onchange: (event) => choose({ [name]: event.target.value }) }, ...options));
}

function measurePicker(now) {
  const page = CONTENT.pages.find((each) => each.key === now.page);
  if (!page.picks) return "";
  const buttons = page.measures.map(([key, label]) =>
    element("button", { type: "button", "aria-pressed": String(key === now.measure), onclick: () => choose({ measure: key }) }, label));
  return element("div", { class: "switch", role: "group", "aria-label": WORDS.measure }, ...buttons);
}

/** The box that finds a unit by its name, with or without marks. */
function unitFinder(now) {
  const names = [...UNITS.values()];
  const answer = element("span", { class: "hint", role: "status" });
  const find = (event) => {
    const wanted = withoutMarks(event.target.value.trim());
    if (!wanted) return choose({ unit: "" });
    const among = [...UNITS].map(([unit, name]) => [unit, withoutMarks(name)]);
    const found = among.find(([, name]) => name === wanted) ?? among.find(([, name]) => name.endsWith(` ${wanted}`)) ?? among.find(([, name]) => name.includes(wanted));
    answer.textContent = found ? "" : WORDS.unit_none;
    return found && choose({ unit: found[0] });
  };
  const field = element("input", { type: "search", list: "units", value: UNITS.get(now.unit) ?? "", placeholder: WORDS.unit_hint, "data-choice": "unit", autocomplete: "off", onchange: find });
  const list = element("datalist", { id: "units" }, ...[...new Set(names)].map((name) => element("option", { value: name })));
  const clear = now.unit ? element("button", { type: "button", class: "plain", onclick: () => choose({ unit: "" }) }, WORDS.clear) : "";
  return element("span", { class: "finder" }, element("label", {}, `${WORDS.unit} `, field), list, clear, answer);
}

function filters(now) {
  const provinces = CONTENT.provinces.length > 1 ? picker("province", WORDS.province, CONTENT.provinces, now) : "";
  return element("div", { class: "filters", role: "group", "aria-label": WORDS.filters }, picker("term", WORDS.term, CONTENT.terms, now), provinces, unitFinder(now));
}

function cardOf([label, value, change, direction, lines]) {
  const arrow = { up: "↑ ", down: "↓ ", off: "" }[direction];
  return element("section", { class: "card" },
    element("h2", {}, label),
    element("p", { class: "figure" }, value),
    change ? element("p", { class: `change ${direction}` }, `${arrow}${change}`) : "",
    ...lines.map((line) => element("p", { class: "line" }, line)));
}

/** A chart in its card, or its table where the reader turned it. */
function block(exhibit, now) {
  const canTurn = !exhibit.empty && !["heat", "table"].includes(exhibit.shape);
  const isTable = canTurn && turned.has(exhibit.key);
  const turn = () => {
    if (!turned.delete(exhibit.key)) turned.add(exhibit.key);
    show();
  };
  const button = canTurn ? element("button", { type: "button", class: "plain", "data-turn": exhibit.key, onclick: turn }, isTable ? WORDS.as_chart : WORDS.as_table) : "";
  const body = element("div", { class: `body${exhibit.scrolls ? " scrolls" : ""}${exhibit.shape === "trend" && !isTable ? " newest" : ""}` });
  const card = element("section", { class: "block", "data-exhibit": exhibit.key },
    element("div", { class: "head" }, element("h2", {}, exhibit.title), button), element("p", { class: "caption" }, exhibit.caption), body,
    exhibit.note ? element("p", { class: "caption" }, exhibit.note) : "");
  card.draw = () => {
    const least = innerWidth <= 640 && exhibit.scrolls ? ({ trend: 560, funnel: 400 }[exhibit.shape] ?? 300) : 240;
    const room = Math.max(body.clientWidth, least);
    const options = { unit: now.unit, onpick: (unit) => choose({ unit: unit === now.unit ? "" : unit }) };
    body.replaceChildren(isTable ? plainTable(exhibit, now.unit) : drawExhibit(exhibit, room, SCREEN, options));
  };
  card.reach = exhibit.empty ? 100 : exhibit.shape === "ranking" ? exhibit.shown.length * 26 : exhibit.shape === "trend" ? 240 : ["heat", "stacked", "table", "dumbbell", "spread", "tiles"].includes(exhibit.shape) ? 0 : exhibit.rows.length * 32;
  return card;
}

/** What stands in the way of the figures, each with its names. */
function gapsBlock(state) {
  const lines = state.gaps.flatMap(([head, names]) => [element("p", {}, names ? element("b", {}, head) : head), names ? element("p", { class: "caption" }, names) : ""]);
  return element("section", { class: "block", "data-exhibit": "gaps" }, element("div", { class: "head" }, element("h2", {}, WORDS.gaps)), element("div", { class: "body" }, ...lines));
}

/** The unit that was looked for: what the tables of units and terms say of it, measure by measure. */
function unitBlock(now) {
  const page = CONTENT.pages[0];
  const lines = page.measures.flatMap(([measure, , label]) => {
    const state = stateOf({ ...now, page: page.key, measure: measureOf(page, measure) });
    const heat = state?.exhibits.find((each) => each.shape === "heat" && !each.empty);
    const place = heat ? heat.units.findIndex(([unit]) => unit === now.unit) : -1;
    return place < 0 ? [] : [{ label, heat, cells: heat.cells[place] }];
  });
  if (!now.unit || !lines.length) return "";
  const terms = lines[0].heat.terms;
  const rows = lines.map((line) => element("tr", {}, element("th", { scope: "row" }, line.label),
    ...terms.map(([term]) => {
      const place = line.heat.terms.findIndex(([each]) => each === term);
      const words = place < 0 ? "–" : line.cells[place][0];
      return element("td", { class: "number", ...meaning(words) }, words);
    })));
  const heads = terms.map(([, label, running]) => element("th", { scope: "col", class: "number" }, running ? `${lines[0].heat.running} ` : "", label));
  return element("section", { class: "block", "data-exhibit": "unit" },
    element("div", { class: "head" }, element("h2", {}, said(WORDS.unit_title, { unit: UNITS.get(now.unit) }))), element("p", { class: "caption" }, WORDS.unit_caption),
    element("div", { class: "body scrolls" }, element("table", { class: "plain" }, element("thead", {}, element("tr", {}, element("td"), ...heads)), element("tbody", {}, ...rows))));
}

/** Blocks in two columns, the next one under the shorter; tables of units and terms take the whole width. */
function arranged(blocks) {
  const rows = [];
  let columns = null;
  for (const each of blocks) {
    if (each.reach === 0) {
      rows.push(element("div", { class: "wide" }, each));
      columns = null;
    } else {
      if (!columns) rows.push((columns = element("div", { class: "columns" }, element("div"), element("div"))));
      const [left, right] = columns.children;
      const height = (column) => [...column.children].reduce((sum, child) => sum + 110 + (child.reach ?? 60), 0);
      (height(left) <= height(right) ? left : right).append(each);
    }
  }
  return rows;
}

function foot(now) {
  const page = CONTENT.pages.find((each) => each.key === now.page);
  const meanings = page.measures.map(([, , label, definition]) => element("p", {}, element("b", {}, `${label}: `), definition));
  const facts = CONTENT.about.facts.map(([name, value]) => element("p", {}, element("b", {}, `${name}: `), value));
  const sources = CONTENT.about.sources.map((each) => element("li", {}, each));
  return element("footer", {},
    element("details", { open: true }, element("summary", {}, WORDS.definitions), ...meanings, ...CONTENT.about.notes.map((note) => element("p", {}, note))),
    element("details", {}, element("summary", {}, WORDS.about), ...facts, element("p", {}, element("b", {}, CONTENT.about.sourceHead)), element("ul", {}, ...sources)));
}

function titleRow(now) {
  const page = CONTENT.pages.find((each) => each.key === now.page);
  return element("div", { class: "title" },
    element("div", {}, element("h1", {}, page.title), element("span", { class: "caption" }, source())),
    element("div", { class: "actions" },
      element("button", { type: "button", "data-action": "present", onclick: () => startSlides() }, WORDS.present),
      element("button", { type: "button", onclick: () => print() }, WORDS.print)));
}

/** Put what the address asks for on the screen; the keyboard stays where it was. */
function show() {
  const now = asked();
  const state = stateOf(now);
  const holder = document.getElementById("page");
  const had = document.activeElement?.dataset ?? {};
  const mark = had.choice ? `[data-choice="${had.choice}"]` : had.turn ? `[data-turn="${CSS.escape(had.turn)}"]` : "";
  document.title = `${CONTENT.pages.find((each) => each.key === now.page).title} · ${CONTENT.about.title}`;
  const blocks = state ? state.exhibits.map((each) => block(each, now)) : [];
  const narrow = blocks.findLastIndex((each) => each.reach > 0) + 1;
  const inOrder = state ? [...blocks.slice(0, narrow), ...(state.gaps.length ? [gapsBlock(state)] : []), ...blocks.slice(narrow)] : [];
  holder.replaceChildren(
    heading(now),
    element("main", {}, titleRow(now), filters(now), element("p", { class: "sentence on-screen" }, state?.narrowed ?? ""), element("p", { class: "sentence on-paper" }, state?.filters ?? ""),
      ...(state ? [element("div", { class: "cards" }, ...state.cards.map(cardOf)), measurePicker(now), state.fell ? element("p", { class: "fell" }, state.fell) : "", unitBlock(now), ...arranged(inOrder)] : [element("p", { class: "nothing" }, WORDS.empty)]),
      foot(now)));
  for (const each of blocks) each.draw();
  if (mark) holder.querySelector(mark)?.focus();
  showSlide(now);
}

addEventListener("hashchange", show);
// A telephone's keyboard changes the height only: what is being typed must not be lost to it.
let drawnWidth = innerWidth;
addEventListener("resize", () => {
  if (innerWidth !== drawnWidth) for (const each of document.querySelectorAll(".block")) each.draw?.();
  drawnWidth = innerWidth;
  showSlide(asked());
});
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
