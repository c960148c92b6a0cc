// Time graphology, the engine of Gephi Lite: node peers_graphology.js FOLDER ANSWERS.
// Speaks as `peers_serve` does; its packages are found on NODE_PATH.
"use strict";

const fs = require("fs");
const path = require("path");
const readline = require("readline");
const Graph = require("graphology");
const betweenness = require("graphology-metrics/centrality/betweenness");
const edgeBetweenness = require("graphology-metrics/centrality/edge-betweenness");
const simmelianStrength = require("graphology-metrics/edge/simmelian-strength");
const { density } = require("graphology-metrics/graph/density");
const modularity = require("graphology-metrics/graph/modularity");
const louvain = require("graphology-communities-louvain");
const { connectedComponents } = require("graphology-components");

const [folder, answers] = process.argv.slice(2);
const AT_LEAST = 0.1;
const MOST_RUNS = 100;

const bytes = (name) => {
  const file = fs.readFileSync(path.join(folder, name));
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.length);
};
const ints = (name) => new Int32Array(bytes(`${name}.i32`));
const actors = JSON.parse(fs.readFileSync(path.join(folder, "actors.json"), "utf8"));
const ties = ints("ties");
const isTurned = ints("is_turned");
const sector = ints("sector");
const isSampled = ints("sources").length > 0;
const strength = new Float64Array(bytes("strength.f64"));

function filled(type) {
  const graph = new Graph({ type, multi: false });
  for (let place = 0; place < actors; place++) graph.addNode(place, { sector: sector[place] });
  for (let row = 0; row < strength.length; row++) {
    const turn = type === "directed" && isTurned[row] ? 1 : 0;
    const [from, to] = [ties[2 * row + turn], ties[2 * row + 1 - turn]];
    graph.addEdgeWithKey(row, from, to, { length: 1 / strength[row] });
  }
  return graph;
}

const graphs = {};
const graphOf = (type) => (graphs[type] ||= filled(type));

const byActor = (found) => Array.from({ length: actors }, (_, place) => found[place]);
const byTie = (found) => Array.from({ length: strength.length }, (_, row) => found[row]);
const plain = { getEdgeWeight: null, normalized: false };
const along = { getEdgeWeight: "length", normalized: false };

// Without a seed of its own graphology takes Math.random; this one makes its runs repeatable.
function seeded() {
  let state = 1n;
  return () => {
    state = (state * 48271n) % 2147483647n;
    return Number(state) / 2147483647;
  };
}

function clusters(graph, runs) {
  const rng = seeded();
  return Array.from({ length: runs }, () => louvain.detailed(graph, { getEdgeWeight: null, rng }).modularity);
}

function firstMembers(parts) {
  const found = new Float64Array(actors);
  for (const part of parts) {
    const first = Math.min(...part.map(Number));
    for (const place of part) found[place] = first;
  }
  return found;
}

const MEASURES = {
  betweenness: { run: (g) => betweenness(g, plain), tidy: byActor, isExact: true },
  betweenness_ties: {
    run: (g) => [betweenness(g, plain), edgeBetweenness(g, plain)],
    tidy: (found) => byActor(found[0]).concat(byTie(found[1])),
    isExact: true,
  },
  betweenness_strength: { run: (g) => betweenness(g, along), tidy: byActor, isExact: true },
  betweenness_directed: {
    run: (g) => betweenness(g, plain), tidy: byActor, isExact: true, type: "directed",
  },
  betweenness_directed_strength: {
    run: (g) => betweenness(g, along), tidy: byActor, isExact: true, type: "directed",
  },
  components: { run: (g) => connectedComponents(g), tidy: firstMembers },
  local_bridges: {
    run: (g) => simmelianStrength(g),
    tidy: (found) => byTie(found).map((triangles) => (triangles === 0 ? 1 : 0)),
  },
  clusters: { run: (g) => clusters(g, 1), tidy: (found) => [Math.max(...found)] },
  clusters_runs: { run: (g) => clusters(g, actors > 10000 ? 8 : 20), tidy: (found) => [Math.max(...found)] },
  modularity: {
    run: (g) => modularity(g, { getNodeCommunity: "sector", getEdgeWeight: null }),
    tidy: (found) => [found],
  },
  density: { run: (g) => density(g), tidy: (found) => [found] },
};

function answer(name) {
  const { run, tidy, isExact, type } = MEASURES[name];
  if (isExact && isSampled) return { skipped: "cannot start from a sample" };
  const graph = graphOf(type || "undirected");
  let found;
  let best = Infinity;
  let busy = Infinity;
  for (let spent = 0, runs = 0; spent < AT_LEAST && runs < MOST_RUNS; runs++) {
    const start = process.hrtime.bigint();
    const startBusy = process.cpuUsage();
    found = run(graph);
    const { user, system } = process.cpuUsage(startBusy);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    best = Math.min(best, seconds);
    busy = Math.min(busy, (user + system) / 1e6);
    spent += seconds;
  }
  const values = Float64Array.from(tidy(found));
  fs.writeFileSync(path.join(answers, `${name}.f64`), Buffer.from(values.buffer));
  return { seconds: best, busy };
}

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
fs.mkdirSync(answers, { recursive: true });
graphOf("undirected");
say({ ready: Object.keys(MEASURES).sort() });
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  try {
    say(answer(line.trim()));
  } catch (error) {
    say({ error: String(error).slice(0, 200) });
  }
});
