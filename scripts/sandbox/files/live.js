"use strict";
(() => {
  const CONTROL = "/_sandbox/";
  const EVERY = 1000;
  const at = (id) => document.getElementById(id);
  const tasks = at("tasks")?.tBodies[0];
  const requests = at("requests").tBodies[0];
  const rows = new Map();
  let clock = { now: 0, read: 0, speed: 1, frozen: true };
  let running = [];
  let asked = -1;

  const say = (text) => { if (at("said").textContent !== text) at("said").textContent = text; };

  const call = async (path, method = "GET", body) => {
    const options = { method, cache: "no-store" };
    if (body !== undefined) {
      options.headers = { "content-type": "application/json" };
      options.body = JSON.stringify(body);
    }
    const answer = await fetch(CONTROL + path, options);
    const value = await answer.json();
    if (!answer.ok) throw new Error(value.detail || `The sandbox answers ${answer.status}.`);
    return value;
  };

  const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const make = (name, text = "", properties = {}) =>
    Object.assign(document.createElement(name), { textContent: text }, properties);

  const now = () => clock.now + (clock.frozen ? 0 : (performance.now() - clock.read) * clock.speed);
  const aged = (milliseconds) => {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    return [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
  };

  const rowOf = (task) => {
    const row = make("tr");
    const age = make("td", "", { className: "age" });
    const far = make("td");
    const account = make("td");
    const end = make("button", "End", { type: "button" });
    end.setAttribute("aria-label", `End ${task.key}`);
    end.addEventListener("click", () => {
      // Whoever works with the keyboard goes on from the next row.
      const next = (row.nextElementSibling || row.previousElementSibling)?.querySelector("button") || at("clear");
      act(() => call(`tasks/${encodeURIComponent(task.key)}`, "DELETE"), () => next.focus());
    });
    const last = make("td");
    last.append(end);
    row.append(make("th", task.key, { scope: "row" }), age, far, account, last);
    if (task.ends === null) far.textContent = "until it is ended";
    else {
      const bar = make("progress", "", { max: 100 });
      bar.setAttribute("aria-label", `How far ${task.key} is`);
      far.append(bar, " ", make("span"));
    }
    return { row, age, far, account };
  };

  // Between two answers of the sandbox the page lets its clock go on by itself.
  const tick = () => {
    const moment = now();
    if (at("now")) {
      const shown = new Date(moment);
      put(at("now"), `${shown.toISOString().slice(0, 19).replace("T", " ")} UTC`);
      at("now").dateTime = shown.toISOString();
    }
    for (const task of running) {
      const row = rows.get(task.key);
      const started = Date.parse(task.started);
      put(row.age, aged(moment - started));
      if (task.ends === null) continue;
      const part = Math.min(100, Math.max(0, (100 * (moment - started)) / (Date.parse(task.ends) - started)));
      row.far.firstChild.value = part;
      put(row.far.lastChild, `${Math.floor(part)} %`);
    }
  };

  const showTasks = (found) => {
    if (!tasks) return;
    running = found;
    const keys = new Set(found.map((task) => task.key));
    for (const [key, { row }] of rows) {
      if (keys.has(key)) continue;
      row.remove();
      rows.delete(key);
    }
    found.forEach((task, place) => {
      if (!rows.has(task.key)) rows.set(task.key, rowOf(task));
      const { row, account } = rows.get(task.key);
      // Only a row in the wrong place is moved: moving one takes the focus from its button.
      if (tasks.rows[place] !== row) tasks.insertBefore(row, tasks.rows[place] || null);
      const held = found.filter((other) => other.account === task.account).length;
      put(account, task.account === null ? "–" : `${task.account} holds ${held}`);
    });
    at("none").hidden = found.length > 0;
  };

  const showClock = (found) => {
    clock = { ...found, now: Date.parse(found.now), read: performance.now() };
    put(at("pace"), found.frozen ? "frozen" : `×${found.speed}`);
    at("freeze").setAttribute("aria-pressed", String(found.frozen));
    at("fast").setAttribute("aria-pressed", String(found.speed === 60));
  };

  const showRequests = (found) => {
    const newest = found.length ? found[0].number : 0;
    if (newest === asked) return;
    asked = newest;
    requests.replaceChildren(...found.map((one) => {
      const row = make("tr", "", { className: one.documented ? "documented" : "undocumented" });
      const asked = make("td");
      asked.append(make("code", `${one.method} ${one.path}`));
      const says = (one.documented ? "" : "Not documented: ") + one.says;
      row.append(asked, make("td", String(one.status)), make("td", String(one.milliseconds)), make("td", says));
      return row;
    }));
    at("unasked").hidden = found.length > 0;
  };

  const showFaults = (found) => {
    const active = found.filter((fault) => fault.active).map((fault) => fault.name);
    put(at("spoiled"), active.length ? `Every answer: ${active.join(", ")}` : "Answers are good.");
    if (document.activeElement !== at("fault")) at("fault").value = active.length === 1 ? active[0] : "";
  };

  let changes = 0;
  const look = async () => {
    const before = changes;
    try {
      const found = await Promise.all(["clock", "tasks", "faults", "requests"].map((path) => call(path)));
      // What was asked before a change is older than what the change has shown.
      if (before !== changes) return;
      showClock(found[0]);
      showTasks(found[1]);
      showFaults(found[2]);
      showRequests(found[3]);
      tick();
      if (at("said").dataset.lost) { delete at("said").dataset.lost; say(""); }
    } catch (error) {
      at("said").dataset.lost = "yes";
      say(error instanceof TypeError ? "The sandbox does not answer; it may have ended." : error.message);
    }
  };

  const act = async (change, after = () => {}) => {
    try {
      await change();
      say("");
      changes += 1;
      await look();
      after();
    } catch (error) {
      say(error instanceof TypeError ? "The sandbox does not answer; it may have ended." : error.message);
    }
  };

  at("freeze")?.addEventListener("click", () => act(() => call("clock", "PATCH", { frozen: !clock.frozen })));
  at("fast")?.addEventListener("click", () => act(() => call("clock", "PATCH", { speed: clock.speed === 60 ? 1 : 60 })));
  at("clear")?.addEventListener("click", () => act(() => call("tasks", "DELETE")));
  at("fault").addEventListener("change", (event) =>
    act(() => call("faults", "PUT", event.target.value ? [event.target.value] : [])));
  at("add")?.addEventListener("submit", (event) => {
    event.preventDefault();
    act(() => call("tasks", "POST", { operation: at("operation").value, duration: Number(at("duration").value) }));
  });

  tasks?.replaceChildren();
  for (const element of document.querySelectorAll(".driven")) element.hidden = false;
  const again = async () => {
    if (!document.hidden) await look();
    setTimeout(again, EVERY);
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  setInterval(tick, 250);
  again();
})();
