// The run sheet with a script: a line is kept in the browser until the server has it, and sent again until it does.
(() => {
  "use strict";
  const form = document.querySelector("form[data-sheet]");
  const part = (name) => form.querySelector(`[name="${name}"]`);  // form.elements.item is a method
  if (!form || part("place").value) return;
  const words = form.dataset;
  const store = `regietafel:invoer:${words.sheet}`;
  const state = form.querySelector(".line-state");
  const list = form.querySelector(".waiting");
  const field = part("text");
  let busy = false;

  const read = () => {
    try { return JSON.parse(localStorage.getItem(store)) || []; } catch { return memory; }
  };
  let memory = [];
  const write = (lines) => {
    memory = lines;
    try { localStorage.setItem(store, JSON.stringify(lines)); } catch { /* a browser without storage keeps them in the page */ }
  };
  const change = (id, how) => write(read().map((line) => (line.client_id === id ? { ...line, ...how } : line)));
  const remove = (id) => write(read().filter((line) => line.client_id !== id));
  const newId = () => (crypto.randomUUID ? crypto.randomUUID() : Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join(""));

  const draw = () => {
    const lines = read();
    list.hidden = !lines.length;
    list.replaceChildren(...lines.map((line) => {
      const item = document.createElement("li");
      const place = document.createElement("span");
      place.className = "line-place";
      place.textContent = `${line.item}.–`;
      const box = document.createElement("div");
      const text = document.createElement("p");
      text.className = "line-text";
      text.textContent = line.text;
      const more = document.createElement("p");
      more.className = "line-more";
      more.textContent = line.wrong ? `${words.refused}: ${line.wrong}` : words.waiting;
      box.append(text, more);
      if (line.wrong) {
        const again = document.createElement("button");
        again.type = "button";
        again.className = "utrecht-button utrecht-button--secondary-action";
        again.textContent = words.again;
        again.addEventListener("click", () => {
          for (const name of ["text", "item", "kind", "owner", "due"]) part(name).value = line[name];
          remove(line.client_id);
          draw();
          field.focus();
        });
        box.append(again);
      }
      item.append(place, box);
      return item;
    }));
  };

  const put = (html) => {
    const made = new DOMParser().parseFromString(html, "text/html").getElementById("regels");
    const there = document.getElementById("regels");
    if (made && there) there.replaceWith(document.importNode(made, true));
    return Boolean(made);
  };

  const send = async (line) => {
    const body = new URLSearchParams({ ...line, stap: "write" });
    body.delete("wrong");
    body.set("csrfmiddlewaretoken", part("csrfmiddlewaretoken").value);
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Run-Sheet": "1" }, redirect: "manual" });
    const html = answer.type === "opaqueredirect" ? "" : await answer.text();
    if (answer.status === 201 && put(html)) {
      remove(line.client_id);
      state.textContent = `${words.saved}: ${answer.headers.get("X-Line") || ""}`;
      return true;
    }
    if (answer.status === 422 || answer.status === 409) {
      const told = new DOMParser().parseFromString(html, "text/html");
      const said = told.querySelector("li") || told.querySelector(".notice-title");
      change(line.client_id, { wrong: said ? said.textContent : words.refused });
      return true;
    }
    state.textContent = answer.type === "opaqueredirect" || answer.status === 403 ? words.signedOut : words.offline;
    return false;
  };

  const flush = async () => {
    if (busy) return;
    busy = true;
    try {
      for (const line of read()) {
        if (line.wrong) continue;
        if (!(await send(line))) break;
      }
    } catch {
      state.textContent = words.offline;
    } finally {
      busy = false;
      draw();
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!field.value.trim()) return;
    const item = part("item").value.trim() || "1";
    const asked = /(?:^|\s)#(\d{1,3})(?=\s|$)/.exec(field.value);
    const line = { client_id: newId(), text: field.value, item };
    for (const name of ["kind", "owner", "due"]) line[name] = part(name).value;
    write([...read(), line]);
    if (asked) part("item").value = asked[1];
    for (const name of ["text", "kind", "owner", "due"]) part(name).value = "";
    draw();
    field.focus();
    flush();
  });

  const others = async () => {
    if (busy || document.hidden) return;
    const there = document.getElementById("regels");
    if (!there || there.contains(document.activeElement)) return;
    try {
      const answer = await fetch(`${form.action}?deel=regels&gezien=${there.dataset.version}`, { redirect: "manual" });
      if (answer.status === 200) put(await answer.text());
    } catch { /* the next round tries again */ }
  };

  addEventListener("online", flush);
  setInterval(flush, 5000);
  setInterval(others, 8000);
  draw();
  flush();
})();
