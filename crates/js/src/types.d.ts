/** A row of `list()`. */
export interface ScenarioRow {
  /** `pack/name`, what `new Run` takes. */
  id: string;
  pack: string;
  title: string;
  /** What the on-call is told. */
  about: string;
  /** `easy`, `medium`, `hard`, or empty. */
  difficulty: string;
  /** Most ticks (or steps) that a run lasts, if there is such a limit. */
  ticks: number | null;
  /** How many services take part. */
  services: number;
  /** How many actions there are. */
  actions: number;
  /** Its variants, which `new Run` takes as well; those held out are kept for tests. */
  variants: { id: string; held_out: boolean }[];
}

/** Inside the engine ratios are 0–1, times are seconds and sizes are bytes; a flag is 0 or 1, a word an index into `words`. */
export type Unit = "number" | "ratio" | "seconds" | "bytes" | "count" | "rate" | "flag" | "word" | "text";
export type Severity = "warning" | "page";
export type Level = "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";

/** What is known of a scenario before and while it is played. Constant over the run. */
export interface About {
  id: string;
  pack: string;
  packTitle: string;
  title: string;
  about: string;
  difficulty: string;
  /** Length of a tick in seconds of simulated time. */
  tickSeconds: number;
  /** The clock at tick 0, in seconds since 1970-01-01T00:00:00Z. */
  startSeconds: number;
  /** The run ends at this tick at the latest. */
  lastTick: number | null;
  /** The run ends after this many steps at the latest. */
  lastStep: number | null;
  services: { name: string; kind: string }[];
  /** Who calls whom. */
  calls: { caller: string; callee: string }[];
  /** The words of a service's status, worst first, and how each looks. */
  statuses: { word: string; like: "healthy" | "degraded" | "critical" | "down" | "isolated" }[];
  metrics: MetricAbout[];
  /** Numbers of the whole run: budgets, users hurt. */
  values: ValueAbout[];
  actions: ActionAbout[];
}

export interface MetricAbout {
  name: string;
  label: string;
  unit: Unit;
  about: string;
  /** Configuration, rather than something that physics writes. */
  knob: boolean;
  low: number | null;
  high: number | null;
  /** Where alerts begin. */
  thresholds: { severity: Severity; value: number; bad: "above" | "below" }[];
  /** What the indices stand for, if the unit is `word`. */
  words: string[];
}

export interface ValueAbout {
  name: string;
  label: string;
  unit: Unit;
  about: string;
  /** What a budget has at the start. */
  full: number | null;
  /** Whether it measures what users suffered. */
  harm: boolean;
}

export interface ActionAbout {
  /** What `step` takes. */
  name: string;
  label: string;
  about: string;
  /** The palette's group, for people. */
  group: string;
  /** How many ticks it takes. */
  ticks: number;
  params: ParamAbout[];
  /** The built-in `wait`, which passes a tick. */
  wait: boolean;
  /** Taken beside the run, as a note is: no step, no tick. */
  aside: boolean;
}

export interface ParamAbout {
  name: string;
  label: string;
  kind: "service" | "services" | "word" | "number" | "flag" | "text" | "list" | "moments";
  /** The words it takes, if the kind is `word`. */
  words: string[];
  /** The unit of a bare number, if the kind is `number`. */
  unit: Unit | null;
  low: number | null;
  high: number | null;
  /** What stands if nothing is given; a parameter with `null` here is required. */
  default: string | null;
}

/** The world as the on-call sees it. What is wrong, and what is right, is not in here. */
export interface View {
  tick: number;
  /** Simulated seconds since the start. */
  time: number;
  /** By service, in the order of `about().services`. */
  services: Record<string, { status: string; metrics: Record<string, number> }>;
  /** Numbers of the whole run, by name. */
  values: Record<string, number>;
  /** Firing alerts, newest first. */
  alerts: Alert[];
  /** Log lines that appeared with the last step, in order; at the start those that are there already. */
  lines: Line[];
}

export interface Alert {
  /** The same alert of the same service keeps its key. */
  key: number;
  text: string;
  service: string | null;
  severity: Severity;
  /** The tick since which it fires. */
  since: number;
}

export interface Line {
  /** Unique in the run, and growing. */
  id: number;
  /** Simulated seconds since the start; negative before it. */
  time: number;
  level: Level;
  service: string | null;
  text: string;
}

/** Values of an action's parameters. Units may be written: `"30s"`, `"512MiB"`, `"25%"`. */
export type Params = Record<string, string | number | boolean>;

/** An action that was taken. */
export interface Deed {
  /** Its number in the run, from 1. */
  step: number;
  /** The tick at which it was taken. */
  tick: number;
  action: string;
  params: Record<string, string>;
  target: string | null;
  /** Why it had no effect, if it was refused. It was a step all the same. */
  refused: string | null;
  /** What it showed. */
  shown: string[];
}

/** What a step brought. */
export interface Step extends Deed {
  /** What it earned: the sum of `rewards`. */
  reward: number;
  /** What it earned, by part. */
  rewards: Record<string, number>;
  /** Whether the run is over. */
  done: boolean;
  /** Why it is over, as a sentence. */
  over: string | null;
  /** The world after it. */
  view: View;
}

/** The grade. */
export interface Score {
  won: boolean;
  score: number;
  /** Lowest and highest grade there is. */
  range: [number, number];
  parts: ScorePart[];
}

export interface ScorePart {
  name: string;
  label: string;
  points: number;
  /** The most there is; 0 for parts that only take away. */
  most: number;
}

/** Everything, once the run is over: the true cause, when it showed, and how others would have done. */
export interface Debrief extends Score {
  /** Why the run ended. */
  ended: string;
  faults: FaultStory[];
  steps: DeedStory[];
  /** The scenario's expert, on the same seed. */
  expert: OtherRun | null;
  /** Nobody doing anything, on the same seed. */
  idle: OtherRun | null;
  /** What users suffered by tick, if the pack measures it. */
  harm: number[];
  digest: string;
}

export interface FaultStory {
  name: string;
  label: string;
  because: string;
  service: string | null;
  /** Ticks. */
  started: number | null;
  contained: number | null;
  cured: number | null;
  /** What would have cured it. */
  cures: string[];
  /** The services that it reached, and when. */
  reached: { service: string; tick: number }[];
  /** The first line that gave it away, if one was seen. */
  revealed: { tick: number; level: Level; text: string } | null;
}

export interface DeedStory extends Deed {
  /** Whether it counted as a wrong intervention. */
  wrong: boolean;
  /** The faults that it cured. */
  cured: string[];
}

export interface OtherRun {
  won: boolean;
  score: number;
  steps: Deed[];
  harm: number[];
  /** For `Run.replay`. */
  log: string;
}

/** What went wrong, in `BrownoutError.code`. The message says what would be right. */
export type ErrorCode =
  | "unknown-scenario"
  | "bad-scenario"
  | "bad-seed"
  | "bad-log"
  | "bad-params"
  | "unknown-action"
  | "unknown-parameter"
  | "missing-parameter"
  | "bad-value"
  | "too-many-steps"
  | "run-over";

/** What is thrown: an `Error` with a code. The run is as it was before. */
export interface BrownoutError extends Error {
  name: "BrownoutError";
  code: ErrorCode;
  /** What is wrong with the scenario, if the code is `bad-scenario` or `unknown-scenario`. */
  diagnostics?: Diagnostic[];
}

export interface Diagnostic {
  code: string;
  severity: "error" | "warning" | "note";
  message: string;
  /** What would be right. */
  help: string | null;
  path: string | null;
  /** From 1. */
  line: number | null;
  /** From 1, in characters. */
  column: number | null;
}
