// Show, in the browser: a presentation is led by keys, grows with the screen and can run by itself.
(() => {
  "use strict";

  const LINES = 720;
  const NARROWEST = 1120;
  const PATIENCE = 5000;
  const TIMING = "present.seconds";
  const KEYS = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next",
    ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous",
    Home: "first", End: "last", Escape: "leave",
  };

  const stage = () => document.querySelector(".st-key-stage");
  const button = (name) => document.querySelector(`.st-key-present-${name} button`);
  const at = () => document.querySelector(".st-key-stage [data-at]")?.dataset.at ?? "";
  const isShown = (element) => element.getClientRects().length > 0;
  const panels = () => [...document.querySelectorAll("[data-testid=stPopoverBody], [role=dialog], [role=listbox]")];
  const hasPanel = () => panels().some(isShown);

  // A chart is drawn for 720 lines and enlarged; all else is measured in rem, which the style sheet scales.
  const enlarge = () => {
    const scale = Math.min(innerHeight / LINES, innerWidth / NARROWEST);
    document.documentElement.style.setProperty("--slide-scale", String(scale));
  };
  addEventListener("resize", enlarge);
  enlarge();

  // A step is asked of the server; the next one waits until the slide has changed, so that no key is lost.
  let wanted = [];
  let sent = null;
  const flush = () => {
    if (sent && sent.at === at() && Date.now() - sent.time < PATIENCE) return;
    sent = null;
    while (wanted.length) {
      const pressed = button(wanted.shift());
      if (!pressed || pressed.disabled) continue;
      sent = { at: at(), time: Date.now() };
      pressed.click();
      return;
    }
  };
  const ask = (name) => {
    if (wanted.length < 10) wanted.push(name);
    flush();
  };

  const isTyping = (target) => Boolean(target.closest?.("input, textarea, select, [contenteditable=true]"));
  const isOtherButton = (target) => Boolean(target.closest?.("button, a, [role=button]"))
    && !target.closest("[class*=st-key-present-]");

  addEventListener("keydown", (event) => {
    if (!stage() || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (hasPanel() || isTyping(event.target)) return;
    if (event.key === " " && isOtherButton(event.target)) return;
    const name = KEYS[event.key];
    if (name) {
      event.preventDefault();
      event.stopPropagation();
      left = seconds();
      ask(name);
    } else if (event.key === "p" || event.key === "P") {
      play(!isPlaying);
    } else if (event.key === "f" || event.key === "F") {
      fill(!document.fullscreenElement);
    }
  }, true);

  // Browsers fill the screen only as the answer to a click or a key. Leaving the full screen leaves the presentation.
  let isAsked = false;
  const fill = (wish) => {
    isAsked = true;
    const done = wish ? document.documentElement.requestFullscreen?.() : document.exitFullscreen?.();
    // Held, Esc closes an open panel first; the hall keeps its full screen.
    if (wish) Promise.resolve(done).then(() => navigator.keyboard?.lock?.(["Escape"])).catch(() => {});
    Promise.resolve(done).catch(() => {}).finally(() => { setTimeout(() => { isAsked = false; }, 300); });
  };
  addEventListener("click", (event) => {
    const starts = ".st-key-head-present button, [class*=st-key-present-run] button, [class*=st-key-present-page] button";
    if (event.target.closest?.(starts)) fill(true);
    if (event.target.closest?.(".st-key-present-leave button") && document.fullscreenElement) fill(false);
    if (event.target.closest?.(".stage-play")) play(!isPlaying);
  }, true);
  document.addEventListener("fullscreenchange", () => {
    if (document.fullscreenElement || isAsked || !stage()) return;
    // The browser takes the first Esc for itself where it may not be held: with a panel open it was meant for that.
    if (hasPanel()) panels().filter(isShown).forEach((panel) => panel.querySelector("button[aria-label=Close]")?.click());
    else ask("leave");
  });

  // Running by itself: it begins paused, waits while a filter is open, and remembers how long a slide stays.
  let isPlaying = false;
  let left = 0;
  let before = "";
  let last = performance.now();
  let isOwnStep = false;
  const seconds = () => {
    let kept = null;
    try { kept = localStorage.getItem(TIMING); } catch { /* a browser may forbid it */ }
    const chosen = document.querySelector(".stage-seconds");
    const offered = chosen ? [...chosen.options].map((option) => option.value) : [];
    return Number(offered.includes(kept) ? kept : chosen?.value ?? 20);
  };
  const play = (wish) => {
    isPlaying = wish;
    left = seconds();
    last = performance.now();
    draw();
  };
  addEventListener("change", (event) => {
    if (!event.target.classList?.contains("stage-seconds")) return;
    try { localStorage.setItem(TIMING, event.target.value); } catch { /* then it holds for this page only */ }
    left = seconds();
    event.target.blur();
  }, true);

  const draw = () => {
    const clock = document.querySelector(".stage-clock");
    if (!clock) return;
    const name = isPlaying ? clock.dataset.pause : clock.dataset.play;
    const pressed = clock.querySelector(".stage-play");
    if (pressed.textContent !== name) pressed.textContent = name;
    const chosen = clock.querySelector(".stage-seconds");
    if (document.activeElement !== chosen && chosen.value !== String(seconds())) chosen.value = String(seconds());
    const count = clock.querySelector(".stage-count");
    const said = isPlaying ? String(Math.ceil(left)) : "";
    if (count.textContent !== said) count.textContent = said;
    clock.querySelector(".stage-left i").style.width = isPlaying ? `${(100 * left) / seconds()}%` : "0";
  };

  // A hall that runs for hours must not fill the browser's history: a step of its own replaces the one before.
  const push = history.pushState.bind(history);
  history.pushState = (state, title, url) => {
    if (isOwnStep && stage()) return history.replaceState(state, title, url);
    return push(state, title, url);
  };

  setInterval(() => {
    const now = performance.now();
    const passed = (now - last) / 1000;
    last = now;
    if (!stage()) {
      isPlaying = false;
      wanted = [];
      sent = null;
      return;
    }
    if (at() !== before) {
      before = at();
      left = seconds();
      setTimeout(() => { isOwnStep = false; }, 500);
    }
    flush();
    if (isPlaying && !hasPanel() && !document.hidden) {
      left -= passed;
      if (left <= 0) {
        left = seconds();
        isOwnStep = true;
        ask(button("next")?.disabled ? "first" : "next");
      }
    }
    draw();
  }, 100);
})();
