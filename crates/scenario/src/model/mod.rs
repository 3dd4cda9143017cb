//! The authored document: plain values, every text of the language as written. What the names mean is not known
//! here; that is `compile`'s part. A file each for the graph, what breaks, what may be done, what is said and how
//! it is judged.

mod acts;
mod course;
mod faults;
mod graph;
mod judging;
mod roles;
mod said;
mod telemetry;
mod variants;

pub use acts::{Action, ActionBody, ActionGroup, Cost, Param, ParamKind, Refusal, WhenWrong};
pub use course::{Curriculum, Tier};
pub use faults::{Cascade, Fault, FaultBody, FaultKind};
pub use graph::{Look, Metric, Rung, Service, Table, Time, TimeLogs, TimeOrder, Unit, ValueSpec};
pub use judging::{Cap, End, Grade, GradePart, Score, StepPart, Trap};
pub use roles::{PolicyRule, Role, Store, StoreFor};
pub use said::{Alert, Fact, LogGroup, Noise, TimelineItem};
pub use telemetry::{Channel, Telemetry};
pub use variants::Variants;

use crate::decode::{Condition, Count, Deed, Expression, Map, Name, Prose, Script, record};

record! {
    /// A scenario, or a pack: one incident to play with all it draws from.
    Document is "the document" {
        /// Shown before play; must not give the answer away.
        title: Option<Prose> = "title",
        /// Two or three sentences shown before play.
        about: Option<Prose> = "about",
        /// One of `difficulties`; its settings are laid over `settings`.
        difficulty: Option<Name> = "difficulty" => [Difficulty],
        /// Further scenarios that this file stands for: `<id>-p01`, `<id>-p02` …, each with choices and jitter of its own and its number as the setting `variant`.
        variants: Option<Variants> = "variants",
        /// Length of a tick, order of world and action, clock.
        time: Option<Time> = "time",
        /// Constants by name: a number, a truth value, or the name of a service.
        settings: Map<Expression> = "settings" => [Setting],
        /// Settings by difficulty.
        difficulties: Map<Map<Expression>> = "difficulties" => [Difficulty, Setting],
        /// Numbers of each service.
        metrics: Map<Metric> = "metrics" => [Metric],
        /// Numbers of the whole run: flags, budgets, counters.
        values: Map<ValueSpec> = "values" => [Value],
        /// The services and whom they call.
        services: Map<Service> = "services" => [Service],
        /// Which services take part; all if left out. Calls through absent ones are joined up.
        take: Option<Vec<Name>> = "take" => [Service | Tag],
        /// Tag to the services that carry it here.
        tagged: Map<Vec<Name>> = "tagged" => [Tag, Service],
        /// Service or tag to first values, laid over those of `services`.
        start: Map<Map<crate::decode::Draw>> = "start" => [Service | Tag, Metric],
        /// The ladder, worst first.
        status: Map<Rung> = "status" => [Status],
        /// Kinds of faults.
        fault_kinds: Map<FaultKind> = "fault-kinds" => [Kind],
        /// What breaks.
        faults: Map<Fault> = "faults" => [Fault],
        /// How many of the faults there are in a run, picked by the seed.
        pick_faults: Option<Count> = "pick-faults",
        /// Faults that were not picked, as a printed scenario lists them: texts may name them, and nothing comes of it.
        not_picked: Vec<Name> = "not-picked" => [Fault],
        /// With this seed `pick-faults` takes the first of the list instead.
        canonical_seed: Option<Count> = "canonical-seed",
        /// How trouble travels to callers.
        cascade: Option<Cascade> = "cascade",
        /// A script at the start of each tick.
        before: Option<Script> = "before",
        /// A script after faults and cascade in each tick.
        rules: Option<Script> = "rules",
        /// A script at the end of each tick: impact and budgets.
        tally: Option<Script> = "tally",
        /// Rows of values to apply at once.
        tables: Map<Table> = "tables" => [Table],
        /// What groups of actions have in common.
        action_groups: Map<ActionGroup> = "action-groups" => [Group],
        /// What may be done.
        actions: Map<Action> = "actions" => [Action],
        /// What rings.
        alerts: Map<Alert> = "alerts" => [Alert],
        /// What is logged.
        logs: Map<LogGroup> = "logs" => [Log],
        /// Lines that mean nothing, to fill a batch.
        noise: Option<Noise> = "noise",
        /// What is wrong with how signals travel to those who read them.
        telemetry: Option<Telemetry> = "telemetry",
        /// What looking at a service shows: action to service (or `any`) to facts.
        facts: Map<Map<Vec<Fact>>> = "facts" => [Action, Service],
        /// What happens by itself.
        timeline: Map<TimelineItem> = "timeline" => [Entry],
        /// Who acts and what each of them sees; one actor who sees everything if left out.
        roles: Map<Role> = "roles" => [Role],
        /// Whose turn it is, step after step, over and over; the roles in their order if left out.
        turns: Vec<Name> = "turns" => [Role],
        /// Shared lists: chat, inboxes, what others did.
        stores: Map<Store> = "stores" => [Store],
        /// What must hold at the end, beside the cures.
        conditions: Vec<Condition> = "conditions",
        /// What a step and a whole run are worth.
        score: Option<Score> = "score",
        /// When it is over, and what a win is.
        end: Option<End> = "end",
        /// Scripted players: `expert`, and others by name.
        plays: Map<Vec<Deed>> = "plays" => [Play],
        /// Scripted players that take a way out which looks right and is none.
        traps: Map<Trap> = "traps" => [Play],
        /// Scripted players that decide anew each step: role (or `any`) to rules, the first that holds is taken.
        policies: Map<Map<Vec<PolicyRule>>> = "policies" => [Play, Role],
        /// The pack's scenarios by tier, and when a player moves up.
        curriculum: Option<Curriculum> = "curriculum",
        /// Why the naive player wins here, in a scenario where that is meant.
        naive_wins: Option<Prose> = "naive-wins",
    }
    later {
        "traffic" = "simulated requests",
    }
}
