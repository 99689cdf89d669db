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

  // High contrast is a cookie, which the server reads when the page connects: *more* or *less* was chosen here, *auto*
  // is what the reader's system asks for.
  const asks = ["(prefers-contrast: more)", "(forced-colors: active)"].map((query) => matchMedia(query));
  const chosen = /(?:^|; )contrast=(more|less)(?:;|$)/.exec(document.cookie)?.[1];
  const keep = (value, seconds) => {
    document.cookie = `contrast=${value}; Path=/; SameSite=Lax${seconds ? `; Max-Age=${seconds}` : ""}`;
  };
  const ask = () => keep(asks.some((each) => each.matches) ? "auto" : "none");
  if (!chosen) {
    ask();
    asks.forEach((each) => each.addEventListener("change", () => { ask(); location.reload(); }));
  }
  addEventListener("click", (event) => {
    const wanted = event.target.closest?.("[data-contrast]")?.dataset.contrast;
    if (wanted) {
      keep(wanted, 31536000);
      location.reload();
    }
  });

  // What a commit, an undo or an act of an administrator did is told at the top of the page, its button pressed far below.
  const acts = [
    ".st-key-upload-commit", "[class*=st-key-history-confirm-]", "[class*=st-key-admin-account-do-]",
    "[class*=st-key-admin-units-do_]", ".st-key-admin-terms-do_add", ".st-key-admin-days-set", ".st-key-admin-days-label",
  ].map((each) => `${each} button`).join();
  addEventListener("click", (event) => {
    if (!event.target.closest?.(acts)) return;
    document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0 });
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
