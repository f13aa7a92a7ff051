// Keeps a page of the preview up to date and shows what ibid found.
(() => {
  let version = document.currentScript.dataset.version;
  let source, retry, note, returnTo, opened;
  const DISMISSED = "ibid-dismissed";
  let found = { errors: 0, warnings: 0, items: [] };

  const make = (name, className = "", ...children) => {
    const element = Object.assign(document.createElement(name), { className });
    element.append(...children);
    return element;
  };
  const button = (words, onclick) => Object.assign(make("button", "", words), { type: "button", onclick });
  const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

  // A shadow tree keeps the theme's styles and ours apart.
  const host = Object.assign(make("div"), { id: "ibid-overlay", hidden: true, lang: "en", dir: "ltr" });
  const onload = () => (host.hidden = false);
  const sheet = Object.assign(make("link"), { rel: "stylesheet", href: "/_ibid/overlay.css", onload });
  const title = make("h2");
  const body = make("div");
  const list = make("section", "list", make("header", "", title, button("Close", () => close(true))), body);
  list.setAttribute("role", "dialog");
  list.setAttribute("aria-label", "What ibid found");
  list.tabIndex = -1;
  list.hidden = true;
  list.onkeydown = ({ key }) => key === "Escape" && close(true);
  const counter = button("", () => open(false));
  const ended = make("p", "", "The preview has ended; start it again to go on.");
  ended.hidden = true;
  const corner = make("div", "corner", ended, counter);
  corner.setAttribute("role", "status");
  host.attachShadow({ mode: "open" }).append(sheet, list, corner);
  document.body.append(host);

  const open = (unasked) => {
    opened = unasked;
    returnTo = document.activeElement;
    list.hidden = false;
    counter.hidden = true;
    list.focus({ preventScroll: true });
  };
  const close = (dismissed) => {
    if (list.hidden) return;
    list.hidden = true;
    counter.hidden = !found.items.length;
    if (dismissed) sessionStorage.setItem(DISMISSED, graveOnes());
    returnTo?.focus({ preventScroll: true });
  };
  const graveOnes = () => JSON.stringify(found.items.filter((item) => item.severity === "error"));

  const copy = (text) => {
    const copied = ({ target }) => (target.textContent = "Copied");
    return button("Copy", (event) => navigator.clipboard.writeText(text).then(() => copied(event)));
  };
  // Between backticks is what people type; a pin is offered for copying.
  const prose = (words, text) => {
    const line = make("p", "", words);
    text.split("`").forEach((part, index) => {
      if (index % 2 === 0) return line.append(part);
      line.append(make("code", "", part));
      if (part.startsWith("[")) line.append(copy(part));
    });
    return line;
  };
  const place = ({ at, label, lines }) => {
    const shown = lines.map((line) => make("div", "", line.before, make("mark", "", line.marked), line.after));
    if (label) shown.push(make("div", "label", label));
    return [make("p", "at", at), make("div", "source", ...shown)];
  };
  const article = (item) => {
    const heading = make("h3", "", make("span", "severity", `${item.severity}: `), item.message);
    const element = make("article", item.severity, heading);
    for (const one of [item.place, ...(item.others ?? [])]) if (one) element.append(...place(one));
    element.append(...item.notes.map((text) => prose("Note: ", text)));
    element.append(...item.helps.map((text) => prose("Help: ", text)));
    if (item.fix) element.append(make("p", "", "Write ", make("code", "", item.fix), copy(item.fix)));
    element.append(make("p", "rule", item.rule));
    return element;
  };

  const show = (findings) => {
    found = findings;
    const { errors, warnings, items } = found;
    const counts = [errors && counted(errors, "error"), warnings && counted(warnings, "warning")];
    title.textContent = counter.textContent = counts.filter(Boolean).join(", ") || counted(items.length, "note");
    body.replaceChildren(...items.map(article));
    list.classList.toggle("grave", errors > 0);
    counter.hidden = !items.length || !list.hidden;
    if (!errors) sessionStorage.removeItem(DISMISSED);
    if (!items.length || (opened && !errors)) close();
    else if (errors && list.hidden && sessionStorage.getItem(DISMISSED) !== graveOnes()) open(true);
  };

  // The old style sheet stays until the new one is there: nothing flickers.
  const restyle = (style) => {
    const links = document.querySelectorAll("link[rel=stylesheet]:not([data-ibid-old])");
    if (links.length !== style.sheets.length) return location.reload();
    version = style.version;
    links.forEach((old, index) => {
      const next = old.cloneNode();
      const sheet = style.sheets[index];
      next.href = `${sheet}${sheet.includes("?") ? "&" : "?"}${version}`;
      old.dataset.ibidOld = "";
      next.onload = next.onerror = () => old.remove();
      old.after(next);
    });
  };

  const connect = () => {
    disconnect();
    source = new EventSource(`/_ibid/events?page=${encodeURIComponent(location.pathname)}&version=${version}`);
    const on = (name, act) => source.addEventListener(name, ({ data }) => act(data && JSON.parse(data)));
    on("open", () => (ended.hidden = true));
    on("reload", () => location.reload());
    on("style", restyle);
    on("findings", show);
    on("error", () => {
      disconnect();
      // Leaving a page looks the same at first.
      note = setTimeout(() => (ended.hidden = false), 900);
      retry = setTimeout(connect, 1000);
    });
  };
  const disconnect = () => {
    clearTimeout(retry);
    clearTimeout(note);
    source?.close();
  };
  // Browsers allow six connections to a host: hidden pages give theirs up. Their version tells what they missed.
  const attend = () => (document.hidden ? disconnect() : connect());
  document.addEventListener("visibilitychange", attend);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", ({ persisted }) => persisted && attend());
  attend();
})();
