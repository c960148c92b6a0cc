/* The network view. vis-network (from the library component) draws marks and lines; this file keeps
   one view per root element, so that camera and selection survive every rerun of the page, draws the
   selection on top of the faded rest, and writes names where none covers another.
   Names come from the data: they reach the page through textContent and fillText alone. */

const views = new WeakMap();
const scenes = new Map();
const cameras = new Map();
const SVG = "http://www.w3.org/2000/svg";
const KEPT_SCENES = 4;
const STEP = 80;

export default function (component) {
  const root = component.parentElement.querySelector("[data-testid=network-map]");
  let view = views.get(root);
  if (!view) {
    view = new View(root);
    views.set(root, view);
  }
  view.update(component);
  return () => setTimeout(() => root.isConnected || view.close(), 0);
}

class View {
  constructor(root) {
    this.root = root;
    this.canvas = root.querySelector(".canvas");
    this.version = null;
    this.selected = null;
    this.reported = null;
    this.marks = new Map();
    this.drawn = { nodes: new Map(), edges: new Map() };
    root.passerelleLocate = (actor) => this.locate(actor);
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    root.querySelector(".in").addEventListener("click", () => this.zoom(1.4));
    root.querySelector(".out").addEventListener("click", () => this.zoom(1 / 1.4));
    root.querySelector(".fit").addEventListener("click", () => this.fit());
  }

  update({ data, setStateValue, setTriggerValue }) {
    this.send = { state: setStateValue, trigger: setTriggerValue };
    if (data.scene) {
      scenes.set(data.version, data.scene);
      if (scenes.size > KEPT_SCENES) scenes.delete(scenes.keys().next().value);
    }
    this.words(data.texts);
    if (!globalThis.vis) {
      globalThis.addEventListener("passerelle:library", () => this.apply(data), { once: true });
      return;
    }
    this.apply(data);
  }

  apply(data) {
    const scene = scenes.get(data.version);
    if (!scene) {
      // The page thinks that the browser has this version, and it is gone: ask for it again.
      this.send.state("have", "");
      return;
    }
    const theme = this.theme();
    if (data.version !== this.version || theme.background !== this.colours.background) {
      this.colours = theme;
      this.load(scene, data);
      this.version = data.version;
      this.legend(scene.legend, data.texts.legend);
    }
    this.choose(data.selected);
    this.root.dataset.version = this.version;
  }

  theme() {
    const style = getComputedStyle(this.root);
    const value = (name, other) => style.getPropertyValue(name).trim() || other;
    const background = value("--st-background-color", "#ffffff");
    const light = luminance(background) > 0.4;
    return {
      background,
      text: value("--st-text-color", "#23212b"),
      accent: value("--st-primary-color", "#5b3a9e"),
      font: value("--st-font", "sans-serif"),
      in: light ? "#b9b7c0" : "#55525f",
      x: light ? "#6e6b7b" : "#9a97a6",
      b: light ? "#c9c6d2" : "#4b4855",
    };
  }

  load(scene, data) {
    const nodes = scene.nodes.map(({ label, ...node }) => node);
    const edges = scene.edges.map((edge) => this.edge(edge, scene.edges.length));
    this.scene = scene;
    this.marks = new Map(scene.nodes.filter((node) => node.actor !== undefined).map((node) => [node.actor, node.id]));
    this.byId = new Map(scene.nodes.map((node) => [node.id, node]));
    this.ranked = [...scene.nodes].sort((a, b) => (b.cluster !== undefined) - (a.cluster !== undefined) || b.size - a.size);
    this.widths = new Map();
    // Another filter may hide the chosen one, and the view draws before the choice is looked up again.
    if (!this.byId.has(this.chosen)) this.chosen = null;
    if (!this.network) this.open(scene.options);
    else this.network.setOptions(this.options(scene.options));
    this.refresh("nodes", nodes);
    this.refresh("edges", edges);
    if (this.memory !== data.memory) this.place(data.memory);
  }

  edge({ k, ...edge }, count) {
    const opacity = k === "s" ? 1 : k === "b" ? 0.6 : Math.min(0.85, Math.max(0.28, 24 / Math.sqrt(count + 1)));
    return { ...edge, color: { color: k === "s" ? this.colours.accent : this.colours[k], opacity } };
  }

  options(given) {
    const groups = {};
    for (const [name, group] of Object.entries(given.groups)) {
      const border = name === "cluster" ? group.color.border : this.colours.background;
      const fill = name === "cluster" ? this.colours.background : group.color.background;
      const colour = { background: fill, border };
      groups[name] = { ...group, color: { ...colour, highlight: colour, hover: colour } };
    }
    return { ...given, groups };
  }

  open(options) {
    this.data = { nodes: new globalThis.vis.DataSet(), edges: new globalThis.vis.DataSet() };
    this.network = new globalThis.vis.Network(this.canvas, this.data, this.options(options));
    this.canvas.firstElementChild.tabIndex = -1;
    this.network.on("afterDrawing", (ctx) => this.paint(ctx));
    this.network.on("click", (event) => this.click(event.pointer.DOM));
    this.network.on("hoverNode", () => this.canvas.classList.add("pointing"));
    this.network.on("blurNode", () => this.canvas.classList.remove("pointing"));
    for (const event of ["dragEnd", "zoom", "animationFinished"]) this.network.on(event, () => this.remember());
    // The frame gets its final width after the first drawing: until somebody has moved it, it shows everything.
    this.network.on("resize", () => cameras.has(this.memory) || this.show());
  }

  refresh(kind, items) {
    const before = this.drawn[kind];
    const after = new Map(items.map((item) => [item.id, JSON.stringify(item)]));
    const gone = [...before.keys()].filter((id) => !after.has(id));
    const changed = items.filter((item) => before.get(item.id) !== after.get(item.id));
    if (gone.length) this.data[kind].remove(gone);
    if (changed.length) this.data[kind].update(changed);
    this.drawn[kind] = after;
  }

  place(memory) {
    this.memory = memory;
    const camera = cameras.get(memory);
    if (camera) this.network.moveTo(camera);
    else this.show();
  }

  show() {
    this.network.fit({ animation: false, maxZoomLevel: 1.6 });
    this.network.moveTo({ scale: 0.93 * this.network.getScale() });
  }

  remember() {
    cameras.set(this.memory, { position: this.network.getViewPosition(), scale: this.network.getScale() });
  }

  choose(actor) {
    const id = this.marks.get(actor) ?? null;
    this.selected = actor ?? null;
    this.chosen = id;
    this.near = new Set(id === null ? [] : [id, ...this.network.getConnectedNodes(id)]);
    if (id !== null && !this.isVisible(id)) {
      this.network.moveTo({ position: this.network.getPosition(id), animation: false });
      this.remember();
    }
    this.root.dataset.selected = actor ?? "";
    this.network.redraw();
  }

  isVisible(id) {
    const at = this.network.canvasToDOM(this.network.getPosition(id));
    return at.x > 0 && at.y > 0 && at.x < this.canvas.clientWidth && at.y < this.canvas.clientHeight;
  }

  click(at) {
    const node = this.byId.get(this.network.getNodeAt(at) ?? this.nearest(at));
    if (!node && this.selected === null) return;
    if (this.reported !== this.version) {
      this.reported = this.version;
      this.send.state("have", this.version);
    }
    if (node?.cluster !== undefined) return this.send.trigger("clicked", { cluster: node.cluster });
    this.choose(node?.actor ?? null);
    this.send.trigger("clicked", { actor: node?.actor ?? null });
  }

  nearest(at) {
    // A finger is broader than a small mark.
    let best = null;
    let reach = 14;
    for (const [id, place] of Object.entries(this.network.getPositions())) {
      const dom = this.network.canvasToDOM(place);
      const gap = Math.hypot(dom.x - at.x, dom.y - at.y);
      if (gap < reach) [best, reach] = [id, gap];
    }
    return best;
  }

  key(event) {
    const step = STEP / (this.network?.getScale() ?? 1);
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (!this.network || event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves[event.key]) this.pan(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") this.zoom(1.25);
    else if (event.key === "-") this.zoom(0.8);
    else if (event.key === "0") this.fit();
    else if (event.key === "Escape" && this.selected !== null) this.click({ x: -1e6, y: -1e6 });
    else return;
    event.preventDefault();
  }

  pan(x, y) {
    const from = this.network.getViewPosition();
    this.network.moveTo({ position: { x: from.x + x, y: from.y + y } });
    this.remember();
  }

  zoom(factor) {
    this.network?.moveTo({ scale: Math.min(8, Math.max(0.05, this.network.getScale() * factor)) });
    this.remember();
  }

  fit() {
    if (this.network) this.show();
    cameras.delete(this.memory);
  }

  paint(ctx) {
    if (!this.byId) return;
    this.rings(ctx);
    if (this.chosen !== null && this.chosen !== undefined) this.highlight(ctx);
    this.names(ctx);
    this.root.dataset.ready = "true";
  }

  rings(ctx) {
    for (const node of this.scene.nodes) {
      if (node.cluster === undefined) continue;
      let angle = -Math.PI / 2;
      ctx.lineWidth = Math.max(4, node.size * 0.16);
      for (const [colour, share] of node.mix) {
        ctx.beginPath();
        ctx.strokeStyle = colour;
        ctx.arc(node.x, node.y, node.size, angle, (angle += share * 2 * Math.PI));
        ctx.stroke();
      }
    }
  }

  highlight(ctx) {
    const scale = this.network.getScale();
    const low = this.network.DOMtoCanvas({ x: 0, y: 0 });
    const high = this.network.DOMtoCanvas({ x: this.canvas.clientWidth, y: this.canvas.clientHeight });
    const { nodes, edges } = this.network.body;
    const bodies = [...this.near].reverse().map((id) => nodes[id]).filter(Boolean);
    ctx.save();
    ctx.globalAlpha = 0.8;
    ctx.fillStyle = this.colours.background;
    ctx.fillRect(low.x, low.y, high.x - low.x, high.y - low.y);
    ctx.globalAlpha = 0.9;
    for (const edge of nodes[this.chosen].edges) {
      const suggested = edge.id.startsWith("s");
      ctx.beginPath();
      ctx.setLineDash(suggested ? [7 / scale, 5 / scale] : []);
      ctx.lineWidth = (suggested ? 2 : 1.3) / scale;
      ctx.strokeStyle = suggested ? this.colours.accent : this.colours.x;
      ctx.moveTo(edge.from.x, edge.from.y);
      ctx.lineTo(edge.to.x, edge.to.y);
      ctx.stroke();
    }
    ctx.restore();
    for (const body of bodies) body.draw(ctx);
    const { x, y } = nodes[this.chosen];
    ctx.save();
    ctx.beginPath();
    ctx.lineWidth = 3 / scale;
    ctx.strokeStyle = this.colours.accent;
    ctx.arc(x, y, this.byId.get(this.chosen).size * 1.25 + 5 / scale, 0, 2 * Math.PI);
    ctx.stroke();
    ctx.restore();
  }

  names(ctx) {
    const scale = this.network.getScale();
    const wide = this.canvas.clientWidth;
    const chosen = this.byId.get(this.chosen);
    const others = this.ranked.filter((node) => node !== chosen && (!chosen || this.near.has(node.id)));
    // No name covers the number in a ring.
    const taken = this.scene.nodes.filter((node) => node.members !== undefined).map((node) => {
      const r = node.size * scale * 0.7;
      return { x: node.x * scale - r, y: node.y * scale - r, w: 2 * r, h: 2 * r };
    });
    let left = wide < 500 ? 12 : chosen ? 45 : 28;
    ctx.save();
    ctx.setTransform(ctx.getTransform().scale(1 / scale, 1 / scale));
    ctx.font = `12px ${this.colours.font}`;
    ctx.lineJoin = "round";
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = this.colours.background;
    ctx.fillStyle = this.colours.text;
    for (const node of chosen ? [chosen, ...others] : others) {
      const at = { x: node.x * scale, y: node.y * scale, r: node.size * scale };
      if (node.members !== undefined) this.count(ctx, node, at);
      const dom = this.network.canvasToDOM(node);
      const outside = dom.x < 0 || dom.y < 0 || dom.x > wide || dom.y > this.canvas.clientHeight;
      if (outside || left <= 0 || (at.r < 4.5 && !chosen)) continue;
      const text = shorten(node.name, wide < 500 ? 22 : 34);
      const box = this.room(ctx, text, at, dom, taken);
      if (!box) continue;
      taken.push(box);
      left -= 1;
      ctx.textAlign = "left";
      ctx.strokeText(text, box.x, box.y + 12);
      ctx.fillText(text, box.x, box.y + 12);
    }
    ctx.restore();
  }

  count(ctx, node, at) {
    ctx.textAlign = "center";
    ctx.fillText(node.members, at.x, at.y + 4);
  }

  room(ctx, text, at, dom, taken) {
    if (!this.widths.has(text)) this.widths.set(text, ctx.measureText(text).width);
    const w = this.widths.get(text);
    const gap = at.r * 1.15 + 4;
    const tries = [[gap, -8], [-gap - w, -8], [-w / 2, gap - 2], [-w / 2, -gap - 14]];
    for (const [dx, dy] of tries) {
      const box = { x: at.x + dx, y: at.y + dy, w, h: 16 };
      const left = dom.x + dx;
      if (left < 2 || left + w > this.canvas.clientWidth - 2) continue;
      if (!taken.some((b) => box.x < b.x + b.w && b.x < box.x + box.w && box.y < b.y + b.h && b.y < box.y + box.h)) return box;
    }
    return null;
  }

  words(texts) {
    this.canvas.setAttribute("aria-label", texts.label);
    this.root.setAttribute("aria-label", texts.legend);
    for (const [name, key, sign] of [["in", "zoom_in", "+"], ["out", "zoom_out", "−"], ["fit", "fit", "⤢"]]) {
      const button = this.root.querySelector(`.${name}`);
      button.textContent = sign;
      button.title = `${texts[key]} — ${texts.keys}`;
      button.setAttribute("aria-label", texts[key]);
    }
  }

  legend(legend, title) {
    const box = this.root.querySelector(".legend");
    box.setAttribute("aria-label", title);
    const items = legend.sectors.map((s) => item(`${s.word} (${s.count})`, shape(s.path, s.colour)));
    for (const line of legend.lines) items.push(item(line.word, stroke(this.colours[line.k] ?? this.colours.accent, line.k)));
    if (legend.size) {
      const scale = legend.scale.map((s) => item(s.word, disc(s.radius, this.colours.x)));
      items.push(item(legend.size), ...scale);
    }
    if (legend.clusters) items.push(item(legend.clusters));
    box.replaceChildren(...items);
  }

  locate(actor) {
    const id = this.marks.get(actor);
    if (id === undefined) return null;
    const at = this.network.canvasToDOM(this.network.getPosition(id));
    const frame = this.canvas.getBoundingClientRect();
    return { x: frame.left + at.x, y: frame.top + at.y };
  }

  close() {
    this.network?.destroy();
    this.network = null;
    views.delete(this.root);
  }
}

function shorten(text, limit) {
  const letters = Array.from(text);
  return letters.length <= limit ? text : `${letters.slice(0, limit - 1).join("").trimEnd()}…`;
}

function item(text, ...icons) {
  const span = document.createElement("span");
  const words = document.createElement("bdi");
  words.textContent = text;
  span.append(...icons, words);
  return span;
}

function svg(width, box, child, attributes) {
  const icon = document.createElementNS(SVG, "svg");
  icon.setAttribute("width", width);
  icon.setAttribute("height", 16);
  icon.setAttribute("viewBox", box);
  icon.setAttribute("aria-hidden", "true");
  const mark = document.createElementNS(SVG, child);
  for (const [name, value] of Object.entries(attributes)) mark.setAttribute(name, value);
  icon.append(mark);
  return icon;
}

function shape(path, colour) {
  return svg(16, "-1.5 -1.5 3 3", "path", { d: path, fill: colour });
}

function disc(radius, colour) {
  return svg(18, "-9 -8 18 16", "circle", { r: Math.max(1.5, 7.5 * radius), fill: "none", stroke: colour, "stroke-width": 1.5 });
}

function stroke(colour, kind) {
  const dashes = kind === "s" ? "5 3" : "none";
  const width = kind === "b" ? 5 : 2;
  return svg(22, "0 -8 22 16", "path", { d: "M0 0H22", stroke: colour, "stroke-width": width, "stroke-dasharray": dashes });
}

function luminance(colour) {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}
