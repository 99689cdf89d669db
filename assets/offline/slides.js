// Export, in the offline copy: slides: one thing each, led by keys, running by themselves only when asked to.

const LINES = 720;
const NARROWEST = 960;
const WALL = { size: 24, small: 22, row: 42 };
const TIMES = [5, 10, 15, 20, 30, 60];
const TIMING = "offline.seconds";
const MOST_ROWS = 12;
const HEAT_ROWS = 10;
const run = { playing: false, left: 0, clock: null };

/** The remembered time of a slide; a file may have no memory. */
function seconds() {
  try {
    const kept = Number(localStorage.getItem(TIMING));
    return TIMES.includes(kept) ? kept : 15;
  } catch {
    return 15;
  }
}

function remember(value) {
  try {
    localStorage.setItem(TIMING, String(value));
  } catch {
    // Without a memory the time holds for this showing.
  }
}

/** All slides of the copy for what is chosen: for each page its cards, then its charts, long tables in parts. */
function slidesOf(now) {
  return CONTENT.pages.flatMap((page) => {
    const measure = measureOf(page, now.measure);
    const state = stateOf({ ...now, page: page.key, measure });
    if (!state) return [];
    const cards = state.cards.length ? [{ page, measure, state, key: "cards" }] : [];
    const charts = state.exhibits.flatMap((exhibit) => partsOf(exhibit, state).map((part, n, all) => ({ page, measure, state, key: exhibit.key, exhibit, ...part, part: n + 1, parts: all.length })));
    return [...cards, ...charts];
  });
}

/** The units of each slide of a table: few enough to be read from the last row; of very many the two ends, and that is said. */
function partsOf(exhibit, state) {
  if (!exhibit.empty && exhibit.shape === "table") return partsOfWords(exhibit);
  if (!exhibit.empty && exhibit.shape === "dumbbell") return partsOfPairs(exhibit);
  if (exhibit.empty || exhibit.shape !== "heat") return [{}];
  let note = "";
  let units = exhibit.units.map(([unit]) => unit);
  const ranking = state.exhibits.find((each) => each.shape === "ranking" && each.key.endsWith(".ranking") && !each.empty);
  if (units.length > HEAT_ROWS * 3 && ranking) {
    const known = new Set(units);
    units = ranking.shown.map((place) => ranking.rows[place][0]).filter((unit) => known.has(unit));
    note = ranking.note;
  }
  const count = Math.max(1, Math.ceil(units.length / (HEAT_ROWS + 1)));
  const size = Math.ceil(units.length / count);
  return Array.from({ length: count }, (_, n) => ({ note, units: units.slice(n * size, (n + 1) * size) }));
}

function startSlides() {
  const now = asked();
  const first = slidesOf(now).findIndex((slide) => slide.page.key === now.page);
  run.playing = false;
  choose({ slide: String(Math.max(first, 0) + 1) });
  document.documentElement.requestFullscreen?.().catch(() => {});
}

function leaveSlides() {
  pause();
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  choose({ slide: "" });
}

/** Go to a slide; the page behind follows, so that leaving ends where the talk was. */
function goTo(place) {
  const now = asked();
  const slides = slidesOf(now);
  const number = Math.min(Math.max(place, 1), slides.length);
  const slide = slides[number - 1];
  const measure = slide.page.picks ? slide.measure : now.measure;
  choose({ slide: String(number), page: slide.page.key, measure }, { replace: true });
}

function pause() {
  run.playing = false;
  clearInterval(run.clock);
}

function play() {
  run.playing = true;
  run.left = seconds();
  clearInterval(run.clock);
  run.clock = setInterval(() => {
    run.left -= 1;
    if (run.left <= 0) {
      const now = asked();
      run.left = seconds();
      goTo(Number(now.slide) >= slidesOf(now).length ? 1 : Number(now.slide) + 1);
    }
    tell();
  }, 1000);
}

function tell() {
  const told = document.querySelector("[data-left]");
  if (told) told.textContent = run.playing ? said(WORDS.left, { seconds: run.left }) : "";
  const button = document.querySelector("[data-action=play]");
  if (button) button.textContent = run.playing ? WORDS.pause : WORDS.play;
}

function toggle() {
  if (run.playing) pause();
  else play();
  tell();
}

/** The chart of a slide: a ranking of many units in two columns on one scale. */
function slideBody(slide, width, height, unit) {
  if (!slide.exhibit) return element("div", { class: "wall-cards" }, ...slide.state.cards.map(wallCard));
  const { exhibit } = slide;
  if (exhibit.empty) return drawExhibit(exhibit, width, WALL);
  if (exhibit.shape === "ranking") return slideRanking(exhibit, width, height, unit);
  if (exhibit.shape === "heat") return heatTable(exhibit, { unit, units: slide.units });
  if (exhibit.shape === "table") return wordTable(exhibit, { places: slide.places, isNarrow: true });
  if (exhibit.shape === "dumbbell") return drawDumbbell(exhibit, width, WALL, { pairs: slide.pairs });
  return drawExhibit(exhibit, width, WALL, { height });
}

/** A card without its coverage, which nobody reads from the last row; one without a figure keeps its reason. */
function wallCard([label, value, change, direction, lines]) {
  return cardOf([label, value, change, direction, value === "–" ? lines : lines.slice(0, 1)]);
}

function slideRanking(exhibit, width, height, unit) {
  const rows = drawnRows(exhibit, unit);
  const columns = rows.length > MOST_ROWS ? 2 : 1;
  const half = Math.ceil(rows.length / columns);
  const row = Math.min(WALL.row, Math.floor((height - 8) / half));
  const look = { ...WALL, row, size: Math.min(WALL.size, Math.max(22, row * 0.7)) };
  const parts = [rows.slice(0, half), rows.slice(half)].slice(0, columns);
  const room = (width - (columns - 1) * 48) / columns;
  return element("div", { class: "wall-columns" }, ...parts.map((part) => drawRanking(exhibit, room, look, { unit, rows: part, top: highestOf(rows) })));
}

/** Show the slide that the address asks for, or none. */
function showSlide(now) {
  document.getElementById("stage")?.remove();
  document.body.classList.toggle("presenting", Boolean(now.slide));
  document.getElementById("page").inert = Boolean(now.slide);
  if (!now.slide) {
    pause();
    return;
  }
  const slides = slidesOf(now);
  const place = Math.min(Math.max(Number(now.slide) || 1, 1), slides.length);
  const slide = slides[place - 1];
  if (!slide) return;
  const scale = Math.min(innerHeight / LINES, innerWidth / NARROWEST);
  const width = innerWidth / scale;
  const height = innerHeight / scale;
  const title = slide.exhibit ? slide.exhibit.title : `${slide.page.title}: ${WORDS.cards.toLowerCase()}`;
  const part = slide.parts > 1 ? ` · ${said(WORDS.part, slide)}` : "";
  const caption = [slide.exhibit ? slide.state.narrowed : slide.state.filters, slide.exhibit?.caption, slide.exhibit?.shape === "ranking" ? slide.state.fell : "", slide.exhibit?.note, slide.note].filter(Boolean)
    .reduce((told, each) => told + (told ? (told.endsWith(".") ? " " : " · ") : "") + each, "") + part;
  const stage = element("div", { id: "stage", role: "dialog", "aria-modal": "true", "aria-label": WORDS.present, tabindex: "-1" },
    element("h2", {}, title), element("p", { class: "wall-caption" }, caption));
  const body = element("div", { class: "wall-body" });
  const foot = element("div", { class: "wall-foot" }, element("span", { class: "source" }, source()), element("span", { class: "place", role: "status" }, `${place} / ${slides.length}`));
  stage.append(body, foot, controls(now, place, slides));
  stage.style.width = `${width}px`;
  stage.style.height = `${height}px`;
  stage.style.transform = `scale(${scale})`;
  document.body.append(stage);
  body.append(slideBody(slide, body.clientWidth, body.clientHeight, now.unit));
  stage.focus({ preventScroll: true });
  tell();
}

function source() {
  return [CONTENT.about.line, CONTENT.about.sample ? WORDS.sample : ""].filter(Boolean).join(" · ");
}

/** Filters that stay usable while presenting, steps, the clock, and where we are. */
function controls(now, place, slides) {
  const page = slides[place - 1].page;
  const choices = page.measures.map(([key, label]) => [key, label]);
  const times = element("select", { "aria-label": WORDS.timing, onchange: (event) => { remember(event.target.value); run.left = seconds(); tell(); } },
    ...TIMES.map((time) => element("option", { value: time, selected: time === seconds() }, said(WORDS.seconds, { seconds: time }))));
  const step = (name, words, to) => element("button", { type: "button", "data-action": name, "aria-label": words, title: words, onclick: () => goTo(to) }, name === "next" ? "→" : "←");
  return element("div", { class: "wall-foot wall-controls" },
    picker("term", "", CONTENT.terms, now), page.picks ? picker("measure", "", choices, { ...now, measure: slides[place - 1].measure }) : "",
    step("previous", WORDS.previous, place - 1), step("next", WORDS.next, place + 1),
    element("button", { type: "button", "data-action": "play", title: WORDS.keys, onclick: toggle }, WORDS.play), times,
    element("span", { "data-left": true, class: "left", "aria-hidden": "true" }),
    element("button", { type: "button", "data-action": "leave", onclick: leaveSlides }, WORDS.leave));
}

addEventListener("keydown", (event) => {
  const now = asked();
  if (!now.slide || event.altKey || event.ctrlKey || event.metaKey) return;
  const isChoosing = Boolean(event.target.closest?.("select"));
  const isButton = Boolean(event.target.closest?.("button"));
  if (event.key !== "Escape" && (isChoosing || (isButton && event.key === " "))) return;
  const place = Number(now.slide);
  const moves = { ArrowRight: place + 1, ArrowDown: place + 1, PageDown: place + 1, " ": place + 1, ArrowLeft: place - 1, ArrowUp: place - 1, PageUp: place - 1, Home: 1, End: slidesOf(now).length };
  if (event.key in moves) goTo(moves[event.key]);
  else if (event.key === "Escape") leaveSlides();
  else if (event.key.toLowerCase() === "p") toggle();
  else return;
  event.preventDefault();
});

let wasFull = false;
addEventListener("fullscreenchange", () => {
  const isFull = Boolean(document.fullscreenElement);
  // The browser takes the first Esc for itself.
  if (wasFull && !isFull && asked().slide) leaveSlides();
  wasFull = isFull;
});

// Labels are measured before they are drawn, so the typeface has to be there first.
Promise.allSettled([400, 600, 700].map((weight) => document.fonts.load(`${weight} 16px "Be Vietnam Pro"`, "Aă đ"))).then(show);
