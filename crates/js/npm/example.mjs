// The example of README.md, for Node: `node example.mjs` in the package's folder. In a page `await init()` is enough.
import { readFile } from "node:fs/promises";
import init, { Run, list } from "brownout";

await init({ module_or_path: await readFile(new URL(import.meta.resolve("brownout/brownout_js_bg.wasm"))) });

for (const { id, difficulty, title } of list()) {
  console.log(id, difficulty, title);
}

const run = new Run("logtriage/cascading-failure", 7);
console.log(run.about().about);
for (const { level, service, text } of run.view().lines) {
  console.log(level, service, text);
}

const plan = [
  ["classify-severity", { level: "P1" }],
  ["identify-root-cause", { cause: "user-db" }],
  ["remediate", { target: "user-db", verb: "kill-query" }],
  ["resolve"],
];
for (const [action, params] of plan) {
  const { tick, reward, refused, shown, done } = run.step(action, params);
  console.log(tick, action, refused ?? shown, reward, done);
}

const { won, score, parts } = run.score();
console.log(won, score, parts);
console.log(run.debrief().faults[0].because);

// A run is its scenario, seed and actions: anybody can repeat it, to the last bit.
console.log(Run.fromLink(run.link()).digest() === run.digest());
const again = Run.replay("logtriage/cascading-failure", 7, run.log());
console.log(again.digest() === run.digest());

try {
  again.step("wait");
} catch (error) {
  console.log(error.code, error.message); // run-over
}

const room = new Run("chaosops/misrouted-traffic", 7);
const { roles, turns, colleagues } = room.cast();
console.log(turns, colleagues, roles.find(({ name }) => name === "manager").actions);

// The manager sees alerts and what is said, no numbers; the colleagues restart in vain, and flag a culprit sooner or later.
room.letOthersAct("manager", "heuristic");
while (!room.over()) {
  const { alerts, stores } = room.view("manager");
  const stuck = alerts.length > 0 && stores.chat.length + stores.inbox.length > 0;
  const { tick, reward } = stuck ? room.step("escalate") : room.step("communicate", { message: "what do we know?" });
  console.log(tick, alerts.map(({ text }) => text), reward);
  room.letOthersAct("manager", "heuristic");
}
console.log(room.score().won, room.debrief().signals.map(({ worth, text, seen }) => [worth, text, seen.manager.able]));
