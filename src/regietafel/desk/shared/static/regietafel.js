// Makes pages that work without a script a little nicer: one tab stop per map, a label at the tile, errors in view.
(() => {
  "use strict";
  document.documentElement.classList.add("js");

  // A map is one stop for the Tab key; arrows go to the nearest tile in that direction.
  const middle = (tile) => {
    const box = tile.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const directions = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const neighbour = (tiles, from, [dx, dy]) => {
    const here = middle(from);
    let best = null;
    let least = Infinity;
    for (const tile of tiles) {
      if (tile === from) continue;
      const there = middle(tile);
      const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
      if (along <= 1 || aside > along * 1.8) continue;
      const far = along + aside * 2;
      if (far < least) [best, least] = [tile, far];
    }
    return best;
  };

  const label = (map) => {
    const box = document.createElement("div");
    box.className = "map-label";
    box.hidden = true;
    box.setAttribute("aria-hidden", "true");
    map.append(box);
    const hide = () => { box.hidden = true; };
    const show = (tile) => {
      const text = tile.querySelector("title");
      if (!text) return;
      const [name, ...rest] = text.textContent.split(": ");
      const strong = document.createElement("strong");
      strong.textContent = name;
      box.replaceChildren(strong, rest.join(": "));
      box.hidden = false;
      const frame = map.getBoundingClientRect();
      const place = tile.getBoundingClientRect();
      const left = place.x - frame.x + place.width / 2 - box.offsetWidth / 2;
      const top = place.y - frame.y - box.offsetHeight - 6;
      box.style.left = `${Math.max(0, Math.min(frame.width - box.offsetWidth, left))}px`;
      box.style.top = `${top < 0 ? place.bottom - frame.y + 6 : top}px`;
    };
    return { show, hide };
  };

  const prepareMap = (svg) => {
    if (svg.dataset.ready) return;
    svg.dataset.ready = "yes";
    const map = svg.closest("figure");
    const tiles = [...svg.querySelectorAll("a")];
    const { show, hide } = label(map);
    svg.addEventListener("pointerover", (event) => {
      const tile = event.target.closest("a, g.tile");
      if (tile && svg.contains(tile)) show(tile);
    });
    svg.addEventListener("pointerleave", hide);
    if (!tiles.length) return;
    const hint = map.querySelector(".keys");
    if (hint) {
      const described = svg.getAttribute("aria-describedby");
      svg.setAttribute("aria-describedby", described ? `${described} ${hint.id}` : hint.id);
    }
    const start = svg.querySelector("a.own") || tiles[0];
    for (const tile of tiles) tile.setAttribute("tabindex", tile === start ? "0" : "-1");
    svg.addEventListener("focusin", (event) => {
      const tile = event.target.closest("a");
      if (!tile) return;
      for (const other of tiles) if (other.tabIndex === 0) other.setAttribute("tabindex", "-1");
      tile.setAttribute("tabindex", "0");
      show(tile);
    });
    svg.addEventListener("focusout", hide);
    svg.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
      const direction = directions[event.key];
      const here = event.target.closest("a");
      if (!direction || !here) return;
      event.preventDefault();
      const next = neighbour(tiles, here, direction);
      if (next) next.focus();
    });
  };

  // The panel of the moment closes with Escape and when the reader goes elsewhere.
  const prepareMoment = (control) => {
    const close = () => { control.open = false; };
    control.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !control.open) return;
      close();
      control.querySelector("summary").focus();
    });
    control.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !control.contains(event.relatedTarget)) close();
    });
    document.addEventListener("pointerdown", (event) => { if (!control.contains(event.target)) close(); });
  };

  // An empty field leaves the address clean.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "get") return;
    for (const field of event.target.elements) if (field.name && field.value === "") field.disabled = true;
  });

  const prepare = (root) => {
    root.querySelectorAll("[data-tiles]").forEach(prepareMap);
    const errors = root.querySelector("[data-errors]");
    if (errors) errors.focus();
  };
  prepare(document);
  document.querySelectorAll(".moment-control").forEach(prepareMoment);
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
  addEventListener("pageshow", () => {
    document.querySelectorAll("form[method=get] :disabled").forEach((field) => { field.disabled = false; });
  });
})();
