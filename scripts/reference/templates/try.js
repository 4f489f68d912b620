// Try It: fills in what the page leaves open, sends one request, and shows what came back.
"use strict";
(() => {
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const token = document.querySelector("#token");
  const dialog = document.querySelector("dialog");
  const servers = $$("input[name=server]");
  // ?port=N tells where the sandbox listens, if elsewhere than usual, and picks it.
  const port = new URLSearchParams(location.search).get("port") ?? "";
  const local = servers.find((one) => "asks" in one.dataset === false);
  if (/^\d{1,5}$/.test(port) && local) {
    local.value = local.value.replace(/:\d+/, `:${port}`);
    $$("code.local").forEach((code) => { code.textContent = local.value; });
    local.checked = true;
  }
  const chosen = () => servers.find((one) => one.checked);
  let known = "";
  const pick = () => {
    $$(".server").forEach((span) => { span.textContent = chosen().value; });
    // What everybody knows is filled in; what the reader typed goes to the server for which it was typed alone.
    if (token && (token.value === known || chosen().value !== token.dataset.server)) token.value = chosen().dataset.token;
    known = chosen().dataset.token;
    if (token) token.dataset.server = chosen().value;
  };
  servers.forEach((one) => one.addEventListener("change", pick));
  if (servers.length) pick();
  $$(".scripted").forEach((one) => { one.hidden = false; });

  const encoded = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
  const request = (form) => {
    const headers = new Headers();
    const query = [];
    let path = form.dataset.path;
    let body;
    for (const input of $$("[data-where]", form)) {
      const { where, name } = input.dataset;
      if (where === "path") path = path.replace(`{${name}}`, encoded(input.value));
      if (input.value === "") continue;
      if (where === "query") query.push([name, input.value]);
      if (where === "header") headers.set(name, input.value);
      if (where === "body") {
        body = input.value;
        headers.set("Content-Type", name);
      }
    }
    for (const key of JSON.parse(form.dataset.keys)) {
      if (!token || !token.value) continue;
      const value = key.scheme === "Basic" ? btoa(token.value) : token.value;
      if (key.where === "header") headers.set(key.name, `${key.scheme} ${value}`.trim());
      if (key.where === "query") query.push([key.name, value]);
    }
    const tail = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&");
    const safe = ["GET", "HEAD"].includes(form.dataset.method);
    return [chosen().value + path + (tail && `?${tail}`), { method: form.dataset.method, headers, body: safe ? undefined : body }];
  };

  const agreed = (what) => new Promise((resolve) => {
    if (!("asks" in chosen().dataset)) { resolve(true); return; }
    dialog.querySelector(".what").textContent = what;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "send"), { once: true });
    dialog.showModal();
  });

  const pretty = (text) => {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  };

  const show = (form, kind, status, body) => {
    const answer = form.querySelector(".answer");
    answer.hidden = false;
    answer.dataset.kind = kind;
    answer.querySelector("p").textContent = status;
    answer.querySelector("code").textContent = body;
    answer.querySelector("pre").hidden = body === "";
  };

  $$("form.try").forEach((form) => form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const began = performance.now();
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), 30000);
    try {
      const [url, what] = request(form);
      if (!await agreed(`${what.method} ${url.split("?")[0]}`)) return;
      show(form, "waiting", "Waiting for an answer …", "");
      const options = { ...what, signal: giveUp.signal, cache: "no-store", credentials: "omit", redirect: "manual" };
      const got = await fetch(url, { ...options, referrerPolicy: "no-referrer" });
      const text = await got.text();
      const kind = got.ok ? "success" : "refusal";
      const word = got.ok ? "Success" : got.status ? "Refused" : "It leads elsewhere";
      const type = got.headers.get("Content-Type") ?? "no media type";
      show(form, kind, `${word}: ${got.status} ${got.statusText}, ${type}, ${Math.round(performance.now() - began)} ms`, pretty(text));
    } catch (error) {
      const why = giveUp.signal.aborted ? "it kept silent for 30 seconds" : `${error.message}. It is not there, or lets no page ask it`;
      show(form, "none", `No answer: ${why}.`, "");
    } finally {
      clearTimeout(timer);
    }
  }));
})();
