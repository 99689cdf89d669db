// Export, in the offline copy: pairs, spreads, squares and tables of words; every number as it was written.

/** The pairs that are drawn, those that differ most where there are many. */
function drawnPairs(exhibit) {
  const shown = new Set(exhibit.shown);
  return rowsOf(exhibit).filter((row) => shown.has(row.place));
}

/** Two marks a row on one scale: full and open, the difference on the right where one may be said. */
function drawDumbbell(exhibit, width, look, { pairs = drawnPairs(exhibit) } = {}) {
  const pitch = look.row * 1.1;
  const last = (row) => row.change || row.remark || "";
  const left = labelRoom(pairs.map((row) => row.label), width, look.size, 400);
  const right = Math.max(...pairs.map((row) => widthOf(last(row), row.change ? look.size : look.small, row.change ? 600 : 400))) + GAP;
  const beside = Math.max(...pairs.flatMap((row) => [row.a_text, row.b_text].map((words) => widthOf(words ?? "", look.size)))) + look.size;
  const top = Math.max(...rowsOf(exhibit).flatMap((row) => [row.a ?? 0, row.b ?? 0])) || 1;
  const scale = Math.max(width - left - right - 2 * beside, 20) / top;
  const x = (value) => left + beside + value * scale;
  const sheet = canvasOf(width, pairs.length * pitch + 8, exhibit.alt);
  pairs.forEach((row, n) => {
    const y = 4 + (n + 0.5) * pitch;
    const has = (side) => row[side] !== null && row[side] !== undefined;
    const smaller = row.a <= row.b && has("a") ? "a" : "b";
    sheet.append(written(fitted(row.label, left - GAP, look.size), left - GAP, y, { size: look.size, anchor: "end" }));
    if (row.change && has("a") && has("b")) {
      const [from, to] = [Math.min(row.a, row.b), Math.max(row.a, row.b)];
      sheet.append(box(x(from), y - look.size / 9, (to - from) * scale, look.size / 4.5, "pale"));
    }
    for (const side of ["b", "a"]) {
      if (!has(side)) continue;
      const isLeft = has("a") && has("b") && side === smaller && row.a !== row.b;
      const title = shape("title", {}, `${row.label}: ${row[`${side}_text`]}`);
      sheet.append(
        shape("circle", { cx: round(x(row[side])), cy: round(y), r: look.size * 0.4, class: side === "a" ? "data" : "open" }, title),
        side === "b" && row.a === row.b ? "" : written(row[`${side}_text`], x(row[side]) + (isLeft ? -1 : 1) * look.size * 0.8, y,
          { size: look.size, anchor: isLeft ? "end" : "start", name: side === "a" ? "ink" : "muted" }),
      );
    }
    if (!has("a") && !has("b")) sheet.append(written(WORDS.chart_missing, x(0), y, { size: look.size, name: "muted", slant: true }));
    const strong = { size: row.change ? look.size : look.small, weight: row.change ? 600 : 400, anchor: "end", name: row.change ? "ink" : "muted", slant: !row.change };
    sheet.append(written(last(row), width, y, strong));
  });
  return sheet;
}

/** A mark a unit on one scale, piled where they meet; those to look at again with their names. */
function drawSpread(exhibit, width, look, { height = 0 } = {}) {
  const rows = rowsOf(exhibit);
  const flagged = rows.filter((row) => row.flagged).slice(0, 12);
  const piles = Math.max(...exhibit.heights, 0) + 1;
  const names = flagged.length;
  const foot = look.size * 2;
  const step = Math.min(look.row * 0.8, height ? (height - foot - look.row) / (piles + names + 1) : look.row * 0.8);
  const tall = (piles + names + 1) * step + foot;
  const highest = Math.max(...rows.map((row) => row.value)) || 1;
  const x = (value) => look.size + (value / highest) * (width - 2 * look.size);
  const y = (level) => tall - foot - (level + 0.7) * step;
  const sheet = canvasOf(width, tall, exhibit.alt);
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    const value = Math.round(highest * part);
    const anchor = part === 0 ? "start" : part === 1 ? "end" : "middle";
    sheet.append(box(x(value) - 0.5, 0, 1, tall - foot, "grid"), written(value.toLocaleString(CONTENT.lang === "vi" ? "de-DE" : "en-GB"), x(value), tall - look.size * 0.8, { size: look.small, anchor, name: "muted" }));
  }
  if (exhibit.middle !== null) {
    const late = exhibit.middle > highest * 0.7;
    sheet.append(box(x(exhibit.middle) - 0.75, look.row * 0.6, 1.5, tall - foot - look.row * 0.6, "edge"),
      written(exhibit.middleText, x(exhibit.middle) + (late ? -6 : 6), look.size * 0.7, { size: look.small, name: "muted", anchor: late ? "end" : "start" }));
  }
  rows.forEach((row) => {
    const mark = { cx: round(x(row.value)), cy: round(y(exhibit.heights[row.place])), r: Math.min(look.size * 0.4, step * 0.48), class: row.flagged ? "data" : "pale" };
    sheet.append(shape("circle", mark, shape("title", {}, `${row.label}: ${row.text}`)));
  });
  flagged.forEach((row, n) => {
    const isRight = row.value > highest / 2;
    sheet.append(box(x(row.value) - 0.5, y(piles + n), 1, y(exhibit.heights[row.place]) - y(piles + n), "grid"),
      written(`${row.label} ${row.text}`, x(row.value) + (isRight ? -4 : 4), y(piles + n), { size: look.size, weight: 600, anchor: isRight ? "end" : "start" }));
  });
  return sheet;
}

/** Units as squares in rough places, the darker the more; one that has not reported is pale and says so. */
function drawTiles(exhibit, width, look, { height = 0, onpick = null } = {}) {
  const rows = rowsOf(exhibit);
  const deep = Math.max(...rows.map((row) => row.row)) + 1;
  const broad = Math.max(...rows.map((row) => row.column)) + 1;
  const tall = height ? Math.min(height / deep, look.size * 4) : look.size * 4.4;
  const wide = Math.min(width / broad, tall * 2.4);
  const start = (width - wide * broad) / 2;
  const sheet = canvasOf(width, deep * tall, exhibit.alt);
  rows.forEach((row) => {
    const step = exhibit.steps[row.place];
    const [left, top] = [start + row.column * wide, row.row * tall];
    const words = row.missing ? WORDS.chart_missing : row.text;
    const ink = step === null ? "ink" : `step-ink-${step}`;
    const square = box(left + 1.5, top + 1.5, wide - 3, tall - 3, step === null ? "none" : `step-fill-${step}`);
    const parts = [
      shape("title", {}, `${row.label}: ${words}`), square,
      written(fitted(row.label, wide - 8, look.small), left + wide / 2, top + tall * 0.34, { size: look.small, anchor: "middle", name: ink }),
      written(words, left + wide / 2, top + tall * 0.7, { size: look.small, weight: row.missing ? 400 : 600, anchor: "middle", name: ink, slant: Boolean(row.missing) }),
    ];
    sheet.append(shape("g", onpick ? { onclick: () => onpick(row.unit), class: "pick" } : {}, ...parts));
  });
  return sheet;
}

/** A table of words; on a slide the columns that there is room for, and some of its rows. */
function wordTable(exhibit, { places = null, isNarrow = false } = {}) {
  const columns = isNarrow ? exhibit.narrow : exhibit.heads.map(([place]) => place);
  const rows = places ? places.map((place) => exhibit.rows[place]) : exhibit.rows;
  const look = (place) => (exhibit.numbers[place] ? "number" : null);
  return element("table", { class: "plain words" },
    element("thead", {}, element("tr", {}, ...columns.map((place) => element("th", { scope: "col", class: look(place) }, exhibit.heads[place][1])))),
    element("tbody", {}, ...rows.map((row) => element("tr", {}, ...columns.map((place) => element("td", { class: look(place) }, row[place] || "–"))))));
}

/** Rows of a table of words by slides: as many as are as high as the wall. */
function partsOfWords(exhibit) {
  const width = 1200 / exhibit.narrow.length;
  const groups = [[]];
  let used = 0;
  exhibit.rows.forEach((row, place) => {
    const lines = Math.max(...exhibit.narrow.map((column) => Math.ceil((row[column].length * 12) / width) || 1));
    const need = lines * 31 + 12;
    if (groups.at(-1).length && used + need > 400) {
      groups.push([]);
      used = 0;
    }
    groups.at(-1).push(place);
    used += need;
  });
  return groups.map((places) => ({ places }));
}

/** Pairs by slides, all on the scale of the whole. */
function partsOfPairs(exhibit) {
  const pairs = drawnPairs(exhibit);
  const count = Math.max(1, Math.ceil(pairs.length / 11));
  const size = Math.ceil(pairs.length / count);
  return Array.from({ length: count }, (_, n) => ({ pairs: pairs.slice(n * size, (n + 1) * size) }));
}
