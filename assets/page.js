// Show, in the browser: what Streamlit's page lacks in every language.
(() => {
  "use strict";

  // A drawing of a fixed size is cut off on paper; with a viewBox it shrinks to the sheet instead.
  addEventListener("beforeprint", () => {
    document.querySelectorAll(".js-plotly-plot .main-svg").forEach((svg) => {
      if (svg.getAttribute("viewBox")) return;
      svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
      svg.dataset.forPrint = "1";
    });
  });
  addEventListener("afterprint", () => {
    document.querySelectorAll(".main-svg[data-for-print]").forEach((svg) => {
      svg.removeAttribute("viewBox");
      delete svg.dataset.forPrint;
    });
  });

  // A change of page comes as two entries of the history: the bare page, then the filters it carries along. Until the
  // person does something, the second takes the first one's place, so one step back leads to the page before.
  const push = history.pushState.bind(history);
  let isUntouched = true;
  history.pushState = (state, title, url) => {
    const next = url ? new URL(url, location.href) : location;
    if (next.pathname === location.pathname && isUntouched) return history.replaceState(state, title, url);
    isUntouched = next.pathname !== location.pathname;
    return push(state, title, url);
  };
  for (const act of ["pointerdown", "keydown"]) {
    addEventListener(act, () => { isUntouched = false; }, { capture: true, passive: true });
  }
})();
