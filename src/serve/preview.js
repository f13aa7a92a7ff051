// The browser's side of the preview: keeps the page up to date and shows what ibid found.
(() => {
  "use strict";
  let version = document.currentScript.dataset.version;
  let source, retry, note, returnTo;
  let found = { errors: 0, warnings: 0, items: [] };

  const make = (name, className = "", ...children) => {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  };
  const button = (words, act, className) => {
    const element = make("button", className, words);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  };
  const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

  // What is shown lies in a shadow tree, so that neither the theme's styles nor ours reach the other.
  const host = make("div");
  host.id = "ibid-overlay";
  host.hidden = true;
  host.lang = "en";
  host.dir = "ltr";
  const sheet = make("link");
  sheet.rel = "stylesheet";
  sheet.href = "/_ibid/overlay.css";
  sheet.addEventListener("load", () => (host.hidden = false));
  const title = make("h2");
  const body = make("div");
  const list = make("section", "list", make("header", "", title, button("Close", () => close(true))), body);
  list.setAttribute("role", "dialog");
  list.setAttribute("aria-label", "What ibid found");
  list.tabIndex = -1;
  list.hidden = true;
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(true);
  });
  const counter = button("", () => open());
  const ended = make("p", "", "The preview has ended. This page stays as it is until it is started again.");
  ended.hidden = true;
  const corner = make("div", "corner", ended, counter);
  corner.setAttribute("role", "status");
  host.attachShadow({ mode: "open" }).append(sheet, list, corner);
  document.body.append(host);

  const open = () => {
    returnTo = document.activeElement;
    list.hidden = false;
    counter.hidden = true;
    list.focus({ preventScroll: true });
  };
  const close = (dismissed) => {
    if (list.hidden) return;
    list.hidden = true;
    counter.hidden = !found.items.length;
    if (dismissed) sessionStorage.setItem("ibid-dismissed", graveOnes());
    if (returnTo && returnTo !== document.body && returnTo !== host) returnTo.focus({ preventScroll: true });
  };
  const graveOnes = () => JSON.stringify(found.items.filter((item) => item.severity === "error"));

  const copy = (text) => {
    const element = button("Copy", async () => {
      await navigator.clipboard.writeText(text);
      element.textContent = "Copied";
    }, "copy");
    return element;
  };
  // Text between backticks is to be typed or pasted; a pin is offered for copying.
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
    const all = [make("p", "at", at)];
    if (lines.length) {
      const code = make("div", "source");
      code.dir = "auto";
      for (const { before, marked, after } of lines) code.append(make("div", "", before, make("mark", "", marked), after));
      if (label) code.append(make("div", "label", label));
      all.push(code);
    }
    return all;
  };
  const article = (item) => {
    const heading = make("h3", "", make("span", "severity", `${item.severity}: `), item.message);
    const element = make("article", item.severity, heading);
    for (const one of [item.place, ...(item.others ?? [])]) if (one) element.append(...place(one));
    for (const text of item.notes) element.append(prose("Note: ", text));
    for (const text of item.helps) element.append(prose("Help: ", text));
    if (item.fix) element.append(make("p", "", "Write ", make("code", "", item.fix), copy(item.fix)));
    element.append(make("p", "rule", item.rule));
    return element;
  };

  const show = (findings) => {
    found = findings;
    const counts = [];
    if (found.errors) counts.push(counted(found.errors, "error"));
    if (found.warnings) counts.push(counted(found.warnings, "warning"));
    title.textContent = counter.textContent = counts.join(", ") || counted(found.items.length, "note");
    body.replaceChildren(...found.items.map(article));
    list.classList.toggle("grave", found.errors > 0);
    counter.hidden = !found.items.length || !list.hidden;
    if (!found.items.length) close(false);
    if (!found.errors) sessionStorage.removeItem("ibid-dismissed");
    else if (list.hidden && sessionStorage.getItem("ibid-dismissed") !== graveOnes()) open();
  };

  // A new style sheet is put in place of the old one as soon as it is there, so that nothing flickers.
  const restyle = (style) => {
    const links = [...document.querySelectorAll("link[rel=stylesheet]:not([data-ibid-old])")];
    if (links.length !== style.sheets.length) return location.reload();
    version = style.version;
    links.forEach((old, index) => {
      const next = old.cloneNode();
      next.href = style.sheets[index] + (style.sheets[index].includes("?") ? "&" : "?") + version;
      old.dataset.ibidOld = "";
      next.onload = next.onerror = () => old.remove();
      old.after(next);
    });
  };

  const connect = () => {
    disconnect();
    const page = encodeURIComponent(location.pathname);
    source = new EventSource(`/_ibid/events?page=${page}&version=${version}`);
    source.addEventListener("open", () => {
      clearTimeout(note);
      ended.hidden = true;
    });
    source.addEventListener("reload", () => location.reload());
    source.addEventListener("style", (event) => restyle(JSON.parse(event.data)));
    source.addEventListener("findings", (event) => show(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      source.close();
      clearTimeout(note);
      // Leaving a page looks the same at first.
      note = setTimeout(() => (ended.hidden = false), ended.hidden ? 1000 : 0);
      retry = setTimeout(connect, 1000);
    });
  };
  const disconnect = () => {
    clearTimeout(retry);
    source?.close();
  };
  // Browsers allow six connections to one host: hidden pages must not use them up. What a page missed is made good
  // when it connects, because it says which version it has.
  const attend = () => (document.hidden ? disconnect() : connect());
  document.addEventListener("visibilitychange", attend);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => event.persisted && attend());
  attend();
})();
