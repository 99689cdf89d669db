// Export, in the offline copy: one function a shape; every number is drawn as it was written when the copy was made.

const SCREEN = { size: 14, small: 13, row: 26 };
const LONGEST_LABELS = 0.45;
const GAP = 8;

/** The rows of an exhibit as objects by the names of its columns. */
function rowsOf(exhibit) {
  return exhibit.rows.map((row, place) => ({ place, ...Object.fromEntries(exhibit.columns.map((name, n) => [name, row[n]])) }));
}

/** The part of a ranking that is drawn: its two ends where it is long, and the unit that was looked for. */
function drawnRows(exhibit, unit) {
  const shown = new Set(exhibit.shown);
  return rowsOf(exhibit).filter((row) => shown.has(row.place) || row.unit === unit);
}

function highestOf(rows) {
  return Math.max(...rows.flatMap((row) => [row.value ?? 0, row.previous ?? 0]), 0) || 1;
}

/** Units as bars, the largest first; `top` puts two columns on one scale, `onpick` gets the unit of a clicked bar. */
function drawRanking(exhibit, width, look, { unit = "", rows = drawnRows(exhibit, unit), top = highestOf(rows), onpick = null } = {}) {
  const chosen = (row) => row.chosen || row.unit === unit;
  const anyChosen = rows.some(chosen);
  const words = (row) => (row.missing ? WORDS.chart_missing : row.text);
  const left = labelRoom(rows.map((row) => row.label), width, look.size, 600);
  const right = Math.max(...rows.map((row) => widthOf(words(row), look.size, 600))) + GAP * 2;
  const scale = (Math.max(width - left - right, 20)) / top;
  const sheet = canvasOf(width, rows.length * look.row + 8, exhibit.alt);
  rows.forEach((row, n) => {
    const y = 4 + (n + 0.5) * look.row;
    const end = row.missing ? 0 : row.value * scale;
    const weight = chosen(row) ? 600 : 400;
    const before = row.previous === null || row.previous === undefined ? null : row.previous * scale;
    const near = before !== null && before >= end && before <= end + (row.missing ? 0.5 : 0.22) * top * scale;
    const start = left + (near ? before + look.size / 4 : end) + GAP;
    const hover = before === null ? words(row) : `${words(row)} · ${said(exhibit.before === "target" ? WORDS.chart_target : WORDS.chart_previous, { value: row.previous_text })}`;
    const parts = [
      shape("title", {}, `${row.label}: ${hover}`),
      box(0, y - look.row / 2, width, look.row, "clear"),
      written(fitted(row.label, left - GAP, look.size, weight), left - GAP, y, { size: look.size, weight, anchor: "end" }),
      row.missing ? "" : box(left, y - look.row * 0.35, end, look.row * 0.7, anyChosen && !chosen(row) ? "pale" : "data"),
      before === null ? "" : uprightMark(left + before, y, look.row * 0.78, look.size),
      written(words(row), start, y, { size: look.size, weight, name: row.missing ? "muted" : "ink", slant: Boolean(row.missing) }),
    ];
    sheet.append(shape("g", onpick ? { onclick: () => onpick(row.unit), class: "pick" } : {}, ...parts.flat()));
  });
  sheet.append(box(left - 1, 4, 1, rows.length * look.row, "edge"));
  return sheet;
}

function labelRoom(labels, width, size, weight) {
  const widest = Math.max(...labels.map((label) => widthOf(label, size, weight)));
  return Math.min(widest + GAP + 2, width * LONGEST_LABELS);
}

/** One number through the years: a gap where it is missing, a hollow point off the line where it still runs. */
function drawTrend(exhibit, width, look, { height = 240 } = {}) {
  const rows = rowsOf(exhibit);
  const sheet = canvasOf(width, height, exhibit.alt);
  const top = look.small * 3.4;
  const bottom = height - look.size * 2;
  const step = (width - 16) / rows.length;
  const x = (n) => 8 + (n + 0.5) * step;
  const highest = Math.max(...rows.map((row) => row.value ?? 0)) * 1.12 || 1;
  const y = (value) => bottom - (value / highest) * (bottom - top);
  const has = (row) => row && row.value !== null && !row.running;
  drawPeriods(sheet, rows, { x, step, top, bottom, width, look });
  let path = "";
  rows.forEach((row, n) => {
    if (has(row)) path += `${has(rows[n - 1]) ? "L" : "M"}${round(x(n))} ${round(y(row.value))}`;
  });
  sheet.append(shape("path", { d: path, class: "line", "stroke-width": look.size / 7 }));
  const steep = 0.1 * Math.max(...rows.filter(has).map((row) => row.value), 0);
  rows.forEach((row, n) => {
    const star = row.running ? "*" : "";
    sheet.append(written(row.label.replace(/\*$/, "") + star, x(n), height - look.size * 0.8, { size: look.size, anchor: "middle" }));
    if (row.value === null) return;
    const after = has(rows[n + 1]) ? rows[n + 1].value : null;
    const before = has(rows[n - 1]) ? rows[n - 1].value : null;
    // Below the foot of a steep fall or rise, where the line would run through the number.
    const falls = has(row) && before !== null && before - row.value > steep && (after === null || after > row.value);
    const rises = has(row) && after !== null && after - row.value > steep && (before === null || before >= row.value);
    const words = row.text.replace(/\*$/, "") + star;
    const radius = (look.size / 14) * (row.running ? 5 : 3.5);
    sheet.append(
      shape("circle", { cx: round(x(n)), cy: round(y(row.value)), r: radius, class: row.running ? "open" : "data" }, shape("title", {}, `${row.label}: ${words}`)),
      written(words, x(n), y(row.value) + (falls || rises ? 1.1 : -1) * look.size, { size: look.size, anchor: "middle" }),
    );
  });
  return sheet;
}

/** Lines between terms, their names on top, and a panel behind what still runs. */
function drawPeriods(sheet, rows, { x, step, top, bottom, width, look }) {
  let start = 0;
  for (let n = 1; n <= rows.length; n += 1) {
    const same = n < rows.length && rows[n].group === rows[start].group && rows[n].running === rows[start].running;
    if (same) continue;
    const [left, right] = [x(start) - step / 2, x(n - 1) + step / 2];
    if (rows[start].running) sheet.prepend(box(left, 2, right - left, bottom, "panel"));
    if (start) sheet.append(box(left - 0.6, 2, 1.2, bottom - 2, "edge"));
    const name = fitted(rows[start].group ?? "", Math.min(right - left - 6, width), look.small);
    if (name.length > 4) sheet.append(written(name, (left + right) / 2, look.small, { size: look.small, anchor: "middle", name: "muted" }));
    start = n;
  }
}

/** The parts of one term as bars of their shares. */
function drawComposition(exhibit, width, look) {
  const rows = rowsOf(exhibit)
    .map((row) => ({ ...row, size: exhibit.shares[row.place][0], strong: exhibit.shares[row.place][1], plain: exhibit.shares[row.place][2] }))
    .filter((row) => row.value !== null)
    .sort((one, other) => other.value - one.value);
  const pitch = look.row * 1.2;
  const left = labelRoom(rows.map((row) => row.label), width, look.size, 400);
  const right = Math.max(...rows.map((row) => widthOf(`${row.strong}  ${row.plain}`, look.size, 600))) + GAP * 2;
  const top = Math.max(...rows.flatMap((row) => [row.size, row.previous_share ?? 0])) || 1;
  const scale = Math.max(width - left - right, 20) / top;
  const sheet = canvasOf(width, rows.length * pitch + 8, exhibit.alt);
  rows.forEach((row, n) => {
    const y = 4 + (n + 0.5) * pitch;
    const end = row.size * scale;
    const before = row.previous_share ?? null;
    const near = before !== null && before > row.size && before <= row.size + 0.16 * top;
    const start = left + (near ? before * scale + look.size / 4 : end) + GAP;
    sheet.append(
      written(fitted(row.label, left - GAP, look.size), left - GAP, y, { size: look.size, anchor: "end" }),
      box(left, y - look.row * 0.36, end, look.row * 0.72, "data"),
      ...(before === null ? [] : uprightMark(left + before * scale, y, look.row * 0.78, look.size)),
      written([shape("tspan", { "font-weight": 600 }, row.strong), row.plain ? ` ${row.plain}` : ""], start, y, { size: look.size }),
    );
  });
  sheet.append(box(left - 1, 4, 1, rows.length * pitch, "edge"));
  return sheet;
}

/** The parts of every term as bars of equal length, their names in one line above. */
function drawStacked(exhibit, width, look) {
  const rows = rowsOf(exhibit).map((row) => ({ ...row, size: exhibit.parts[row.place][0], inside: exhibit.parts[row.place][1], part: exhibit.parts[row.place][2] }));
  const terms = [...new Set(rows.map((row) => row.row_label))];
  const pitch = look.row * 1.3;
  const left = labelRoom(terms, width, look.size, 400);
  const sheet = canvasOf(width, terms.length * pitch + 8, exhibit.alt);
  terms.forEach((term, n) => {
    const y = 4 + (n + 0.5) * pitch;
    sheet.append(written(term, left - GAP, y, { size: look.size, anchor: "end" }));
    let at = left;
    for (const row of rows.filter((each) => each.row_label === term)) {
      const long = row.size * (width - left);
      const name = row.part === null ? "rest" : `part-${row.part}`;
      const hover = shape("title", {}, `${term} · ${row.label}: ${row.text}`);
      const bar = box(at, y - look.row * 0.45, long - 2, look.row * 0.9, name);
      bar.append(hover);
      sheet.append(bar);
      if (row.inside && long > widthOf(row.inside, look.size) + 4) {
        sheet.append(written(row.inside, at + long / 2, y, { size: look.size, anchor: "middle", name: `${name}-ink` }));
      }
      at += long;
    }
  });
  const names = new Map(rows.map((row) => [row.label, row.part]));
  const legend = [...names].map(([label, part]) => element("li", {}, element("i", { class: part === null ? "swatch rest" : `swatch part-${part}` }), label));
  return element("div", {}, element("ul", { class: "legend" }, ...legend), sheet);
}

/** The steps of a path from a common edge; on the right each as a share of the one before. */
function drawFunnel(exhibit, width, look) {
  const rows = rowsOf(exhibit).filter((row) => row.value !== null);
  const pitch = look.row * 1.2;
  const hasShares = rows.some((row) => row.of_previous);
  const head = hasShares ? look.row : 4;
  const left = labelRoom(rows.map((row) => row.label), width, look.size, 400);
  const column = hasShares ? widthOf(WORDS.chart_step, look.small) + GAP : 0;
  const right = Math.max(...rows.map((row) => widthOf(row.text, look.size, 600))) + GAP * 2 + column;
  const scale = Math.max(width - left - right, 20) / (Math.max(...rows.map((row) => row.value)) || 1);
  const sheet = canvasOf(width, rows.length * pitch + head + 4, exhibit.alt);
  if (hasShares) sheet.append(written(WORDS.chart_step, width, look.small, { size: look.small, anchor: "end", name: "muted" }));
  rows.forEach((row, n) => {
    const y = head + (n + 0.5) * pitch;
    sheet.append(
      written(fitted(row.label, left - GAP, look.size), left - GAP, y, { size: look.size, anchor: "end" }),
      box(left, y - look.row * 0.36, row.value * scale, look.row * 0.72, "data"),
      written(row.text, left + row.value * scale + GAP, y, { size: look.size, weight: 600 }),
      row.of_previous ? written(row.of_previous, width, y, { size: look.size, anchor: "end" }) : "",
    );
  });
  sheet.append(box(left - 1, head, 1, rows.length * pitch, "edge"));
  return sheet;
}

/** Units by terms as a table of filled cells, the total below a line of ink; `units` is the part to show. */
function heatTable(exhibit, { unit = "", units = null } = {}) {
  const places = exhibit.units.map((each, n) => n).filter((n) => !units || units.includes(exhibit.units[n][0]));
  const hasSide = exhibit.side.length > 0;
  const heads = exhibit.terms.map(([, label, running]) => element("th", { scope: "col" }, running ? `${exhibit.running} ` : "", label));
  const side = hasSide ? [element("th", { scope: "col" }, exhibit.sideHead)] : [];
  const rows = places.map((n) => {
    const [id, label] = exhibit.units[n];
    const cells = exhibit.cells[n].map(([words, step]) => element("td", { class: step === null ? null : `step-${step}`, ...meaning(words) }, words));
    const last = hasSide ? [element("td", { class: "side" }, exhibit.side[n] || "–")] : [];
    return element("tr", { class: id === unit ? "chosen" : null }, element("th", { scope: "row" }, label), ...cells, ...last);
  });
  const [name, ...totals] = exhibit.total;
  const sum = [...totals.map((words) => element("td", {}, words)), ...(hasSide ? [element("td", { class: "side" }, exhibit.side.at(-1))] : [])];
  return element("table", { class: "heat" },
    element("caption", { class: "unseen" }, `${exhibit.title}. ${exhibit.caption}`),
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, exhibit.corner), ...heads, ...side)),
    element("tbody", {}, ...rows),
    element("tfoot", {}, element("tr", {}, element("th", { scope: "row" }, name), ...sum)));
}

/** What a mark in a cell says to those who hear it. */
function meaning(words) {
  const told = { "–": WORDS.chart_missing, "·": WORDS.chart_absent }[words];
  return told ? { title: told, "aria-label": told } : {};
}

/** The rows of an exhibit as a plain table; numbers stand on the right. */
function plainTable(exhibit, unit = "") {
  if (exhibit.shape === "heat") return heatTable(exhibit, { unit });
  const cell = (row, place, n) => {
    const gone = row.missing && exhibit.columns[place] === "text";
    const words = gone ? WORDS.chart_missing : String(exhibit.rows[row.place][place] ?? "") || "–";
    return element("td", { class: n ? "number" : null }, words);
  };
  const heads = exhibit.heads.map(([, head], n) => element("th", { scope: "col", class: n ? "number" : null }, head));
  const rows = rowsOf(exhibit).map((row) =>
    element("tr", { class: row.unit && row.unit === unit ? "chosen" : null }, ...exhibit.heads.map(([place], n) => cell(row, place, n))));
  return element("table", { class: "plain" }, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows));
}

/** An exhibit as its shape wants it. */
function drawExhibit(exhibit, width, look, options = {}) {
  if (exhibit.empty) return element("p", { class: "nothing" }, WORDS.chart_empty);
  if (exhibit.shape === "table") return wordTable(exhibit, options);
  const draw = { ranking: drawRanking, trend: drawTrend, composition: drawComposition, stacked: drawStacked, funnel: drawFunnel,
    dumbbell: drawDumbbell, spread: drawSpread, tiles: drawTiles }[exhibit.shape];
  return draw ? draw(exhibit, width, look, options) : heatTable(exhibit, options);
}
