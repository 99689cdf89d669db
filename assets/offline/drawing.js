"use strict";
// Export, in the offline copy: elements without markup, so that a name from the data is never more than text.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element: attributes, then children; a string becomes text. */
function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for a drawing. */
function shape(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const ruler = document.createElement("canvas").getContext("2d");

/** How wide a text is in our typeface. */
function widthOf(words, size, weight = 400) {
  ruler.font = `${weight} ${size}px "Be Vietnam Pro", "Segoe UI", "Noto Sans", sans-serif`;
  return ruler.measureText(words).width;
}

/** A text cut so that it fits. */
function fitted(words, room, size, weight = 400) {
  if (widthOf(words, size, weight) <= room) return words;
  let kept = words;
  while (kept.length > 1 && widthOf(`${kept}…`, size, weight) > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** Words with their {places} filled. */
function said(words, places) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in places ? String(places[name]) : whole));
}

/** A name without its marks, for a search that needs no diacritics. */
function withoutMarks(name) {
  return name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/** A sheet of a size to draw on; what it shows is told to those who do not see it. */
function canvasOf(width, height, alt) {
  const size = { viewBox: `0 0 ${Math.round(width)} ${Math.round(height)}`, width: Math.round(width), height: Math.round(height) };
  return shape("svg", { ...size, class: "drawing", role: "img", "aria-label": alt });
}

/** Text at a place; `look` holds size, weight, anchor and class. */
function written(words, x, y, look) {
  const { size, weight = 400, anchor = "start", name = "ink", slant = false } = look;
  const style = { "font-size": size, "font-weight": weight, "text-anchor": anchor, class: name, "font-style": slant ? "italic" : null };
  return shape("text", { x: round(x), y: round(y), "dominant-baseline": "central", ...style }, words);
}

function round(value) {
  return Math.round(value * 10) / 10;
}

function box(x, y, width, height, name) {
  return shape("rect", { x: round(x), y: round(y), width: round(Math.max(width, 0)), height: round(height), class: name });
}

/** The mark of the previous term: ink on a wider halo of paper, else it would drown in the bar. */
function uprightMark(x, middle, height, size) {
  const thick = (2.5 * size) / 14;
  const halo = (6.5 * size) / 14;
  return [
    box(x - halo / 2, middle - height / 2, halo, height, "halo"),
    box(x - thick / 2, middle - height / 2, thick, height, "mark"),
  ];
}
