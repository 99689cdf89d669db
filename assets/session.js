// Guard, in the browser: when the server has ended the session, the open page leads to where one signs in.
(() => {
  "use strict";

  const Line = window.WebSocket;
  const leave = () => location.assign(`/dang-nhap?next=${encodeURIComponent(location.pathname + location.search)}`);

  window.WebSocket = class extends Line {
    constructor(...told) {
      super(...told);
      let wasOpen = false;
      this.addEventListener("open", () => { wasOpen = true; });
      this.addEventListener("close", async (event) => {
        if (event.code === 1008) leave();
        // A line that never opened may have been refused; only a plain answer says whether that was the reason.
        if (wasOpen) return;
        const answer = await fetch("/_stcore/host-config").catch(() => null);
        if (answer?.status === 401) leave();
      });
    }
  };
})();
