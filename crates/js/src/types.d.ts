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
  kind: "service" | "services" | "word" | "number" | "flag" | "text" | "list" | "moments" | "map";
  /** The words it takes, if the kind is `word`. */
  words: string[];
  /** The unit of a bare number, if the kind is `number`. */
  unit: Unit | null;
  low: number | null;
  high: number | null;
  /** What stands if nothing is given; a parameter with `null` here is required. */
  default: string | null;
}

/** A service's configuration as it is, once an action has shown it. */
export interface Config {
  service: string;
  /** The tick at which it was shown first. */
  shownAt: number;
  /** The tree in order: a branch before what is in it. */
  rows: ConfigRow[];
}

export interface ConfigRow {
  /** Dotted, as `step` takes it in a parameter of kind `map`: `{ changes: { "a.b": 10 } }`. */
  path: string;
  key: string;
  depth: number;
  kind: "branch" | "flag" | "number" | "text" | "list";
  /** The value as a person reads it; `null` if nothing stands there. */
  value: string | null;
  /** Whether an action has changed it. */
  changed: boolean;
  /** What stood there before; `null` if nothing did, or it is unchanged. */
  was: string | null;
}

/** Who plays, where several act in turn and nobody sees everything. Constant over the run. */
export interface Cast {
  roles: RoleAbout[];
  /** Whose turn it is, step after step, over and over: names of roles. */
  turns: string[];
  /** Shared lists: chat, inbox, what the automation did. */
  stores: { name: string; label: string; about: string; private: boolean }[];
  /** Scripted players that can stand in for a role, for `letOthersAct` and `advice`. */
  colleagues: string[];
}

export interface RoleAbout {
  name: string;
  label: string;
  about: string;
  /** Whether it sees the statuses of services. */
  statuses: boolean;
  /** The metrics that it sees, by name. */
  metrics: string[];
  /** The numbers of the whole run that it sees, by name. */
  values: string[];
  /** How many of the last log lines it sees; `null` is all, 0 is none. */
  lines: number | null;
  alerts: boolean;
  /** The shared lists that it sees, by name. */
  stores: string[];
  /** What it may do, as far as that depends on nothing but the role. */
  actions: string[];
}

/** An entry of a shared list. */
export interface Entry {
  /** Unique in the run, and growing. */
  id: number;
  tick: number;
  /** The role that did it; `null` is nobody who acts here. */
  actor: string | null;
  text: string;
}

/** What a colleague would do: what `step` takes. */
export interface Advice {
  action: string;
  params: Record<string, string>;
}

/**
 * The world as the on-call sees it. What is wrong, and what is right, is not in here. Where several act it is what one role
 * sees, and what that role may not see is absent.
 */
export interface View {
  /** Whose view it is; `null` if it is everybody's. */
  role: string | null;
  tick: number;
  /** Simulated seconds since the start. */
  time: number;
  /** By service, in the order of `about().services`. */
  services: Record<string, ServiceNow>;
  /** Numbers of the whole run, by name. */
  values: Record<string, number>;
  /** Firing alerts, newest first. */
  alerts: Alert[];
  /**
   * Log lines that appeared with the last step, in order; at the start those that are there already. Of a role: all lines
   * that it still sees.
   */
  lines: Line[];
  /** The shared lists that the role sees, by name, oldest entry first. Empty if the view is everybody's. */
  stores: Record<string, Entry[]>;
}

export interface ServiceNow {
  status: string | null;
  metrics: Record<string, number>;
  /** How many ticks old status and metrics are; 0 unless telemetry is behind. */
  late: number;
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
  /** How many ticks after it was spoken it arrived. */
  late: number;
}

/** Something that an action told for the first time. */
export interface Evidence {
  tick: number;
  /** Who was told, where several act. */
  actor: string | null;
  action: string;
  target: string | null;
  text: string;
}

/** A question whose answer takes time. */
export interface Answer {
  /** The tick at which it was asked. */
  asked: number;
  /** The tick at which the answer came; `null`: not yet. */
  tick: number | null;
  /** Who asked, where several act. */
  actor: string | null;
  action: string;
  target: string | null;
  /** Empty until it comes. */
  text: string;
}

/** An action that was taken beside the run. */
export interface Note {
  /** Its number in the run, from 1. */
  step: number;
  tick: number;
  action: string;
  params: Record<string, string>;
}

/** Something that happened, and that a parameter of kind `moments` may hold. */
export interface Moment {
  tick: number;
  /** What the parameter takes for it. */
  text: string;
  /** The action that was carried out; `null` for an alert that began. */
  action: string | null;
  service: string | null;
  /** For people. */
  label: string;
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
  /** The role that took it, where several act. */
  actor: string | null;
  /** The role whose turn it is now, where several act; `null` once the run is over. */
  turn: string | null;
  /** What it earned: the sum of `rewards`. */
  reward: number;
  /** What it earned, by part. */
  rewards: Record<string, number>;
  /** Whether the run is over. */
  done: boolean;
  /** Why it is over, as a sentence. */
  over: string | null;
  /** The world after it; where several act, as whosever turn it is now sees it. */
  view: View;
}

/** The grade. */
export interface Score {
  won: boolean;
  score: number;
  /** What the parts give together at best, and the grade as a share of it; `null` where that is 1. */
  outOf: { most: number; share: number } | null;
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
  /** Why the grade is lower than its parts, if it is. */
  capped: string | null;
  /** What all steps earned together, where the pack pays steps. */
  reward: number | null;
  faults: FaultStory[];
  /** The signals that told of a fault, and those that looked as if. */
  signals: SignalStory[];
  /** Answers that could have been wrong, in the order of the questions. */
  answers: AnswerStory[];
  /** What the player claimed, how sure and how right; `null` if nothing. */
  calibration: Calibration | null;
  steps: DeedStory[];
  /** The scenario's expert, on the same seed. */
  expert: OtherRun | null;
  /** Nobody doing anything, on the same seed. */
  idle: OtherRun | null;
  /** What users suffered by tick, if the pack measures it. */
  harm: number[];
  digest: string;
}

/** An answer of somebody who may be wrong. */
export interface AnswerStory extends Answer {
  /** The step that asked. */
  step: number;
  /** What it said, whether it came in time or not. */
  text: string;
  right: boolean;
}

export interface Calibration {
  claims: Claim[];
  /** How many were right. */
  right: number;
  /** How sure the player was on average; `null` if no claim says. */
  sure: number | null;
  /** Mean squared distance between how sure and how right: 0 is perfect, 0.25 what "half" would have got. */
  distance: number | null;
}

/** Something that the player said to be so. */
export interface Claim {
  step: number;
  tick: number;
  action: string;
  /** What was said, by the labels of its parameters. */
  said: Record<string, string>;
  /** 0–1; `null` where the action does not ask. */
  sure: number | null;
  right: boolean;
  /** Pieces of evidence that the player had by then. */
  evidence: number;
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
  /** When each role saw the first signal that reveals it. Empty where one actor sees everything. */
  seen: Record<string, Sighting>;
}

/** When a role saw a signal. */
export interface Sighting {
  /** Whether it sees signals of this kind at all. */
  able: boolean;
  /** First tick at which it stood in the role's view. */
  tick: number | null;
  /** First tick of one of the role's own turns at which it stood there. */
  turn: number | null;
}

export interface SignalStory {
  worth: "reveals" | "symptom" | "decoy" | "injected" | "routine";
  by: "line" | "alert" | "entry" | "told";
  /** The shared list, if it is an entry. */
  store: string | null;
  /** The step that was told it, if one was. */
  step: number | null;
  /** The faults that it told of. */
  faults: string[];
  /** The tick at which it was there first. */
  tick: number;
  /** How often it came. */
  times: number;
  service: string | null;
  text: string;
  /** By role. Empty where one actor sees everything. */
  seen: Record<string, Sighting>;
  /** What it told its reader to do. */
  orders: string | null;
  /** The steps that did that. */
  obeyed: number[];
}

export interface DeedStory extends Deed {
  /** The role that took it, where several act. */
  actor: string | null;
  /** The most that it did. */
  did: "cured" | "contained" | "wrong" | "refused" | "helped" | "told" | "nothing";
  /** Whether it counted as a wrong intervention. */
  wrong: boolean;
  /** The faults that it cured. */
  cured: string[];
  /** The faults that it contained. */
  contained: string[];
  /** Whether it did what an injected line had told. */
  obeyed: boolean;
  cost: {
    ticks: number;
    /** The sum of `rewards`. */
    reward: number;
    /** The parts that were not 0. */
    rewards: Record<string, number>;
    /** The numbers that measure what users suffered, before and after. */
    harm: Record<string, { before: number; after: number }>;
  };
}

export interface OtherRun {
  won: boolean;
  score: number;
  steps: DeedStory[];
  harm: number[];
  /** For `Run.replay` and `Run.replayText`. */
  log: string;
}

/** What went wrong, in `BrownoutError.code`. The message says what would be right. */
export type ErrorCode =
  | "unknown-scenario"
  | "bad-scenario"
  | "bad-seed"
  | "bad-log"
  | "bad-link"
  | "other-run"
  | "too-long"
  | "bad-params"
  | "unknown-action"
  | "unknown-parameter"
  | "missing-parameter"
  | "bad-value"
  | "unknown-role"
  | "unknown-colleague"
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
