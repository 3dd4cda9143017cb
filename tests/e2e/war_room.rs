//! Several roles in front of one page: each in its turn, with what it may see and nothing else; or one of them, with
//! scripted colleagues.

use brownout_run::{Game, RunLog};
use serde_json::json;

use super::native::{self, Act};
use super::page::{Done, Page, journey};

const ID: &str = "chaosops/autoscaler-cost-cut-hard";
const SEED: u64 = 7;

/// One deed of each role, and the cure.
const DEEDS: [Act; 5] = [
    ("communicate", &[("message", "payments has one instance left")]),
    ("flag-rogue", &[("agent", "autoscaler")]),
    ("identify-root-cause", &[("cause", "autoscaler-cost-cut")]),
    ("communicate", &[("to", "sre"), ("message", "please scale payments")]),
    ("scale", &[("target", "payments")]),
];

fn hash() -> String {
    format!("#/play/{ID}?seed={SEED}")
}

fn fresh() -> Result<Game, String> {
    native::replay(ID, SEED, &RunLog::default())
}

/// Waits until the strip says whose turn it is.
fn is_turn(page: &Page, role: &str, step: usize) -> Done {
    let script = "return document.querySelector('.w-turn')?.innerText.replace(/\\s+/g, ' ') ?? '';";
    let want = format!("Turn {role} step {step} of 25");
    let look = || Ok(page.session.run(script, &[])?.as_str().is_some_and(|now| now.starts_with(&want)).then_some(()));
    page.session.wait_for(&want, look)?;
    page.the("heading", &format!("Actions of {role}")).map(drop)
}

/// Which of these texts are anywhere in the document: written, or in an attribute.
fn held(page: &Page, texts: &[String]) -> Result<Vec<String>, String> {
    let script = "const all = [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes].map((a) => a.value))
            .concat([document.body.textContent, ...[...document.querySelectorAll('input')].map((e) => e.value)]).join('\\n');
        return arguments[0].filter((text) => all.includes(text));";
    super::page::texts(&page.session.run(script, &[json!(texts)])?)
}

fn count(page: &Page, css: &str) -> Result<usize, String> {
    let found = page.session.run("return document.querySelectorAll(arguments[0]).length;", &[json!(css)])?;
    found.as_u64().map(|found| found as usize).ok_or_else(|| format!("{found} is no count"))
}

#[test]
fn a_war_room_is_played_in_all_roles_with_the_keyboard() -> Done {
    journey(&hash(), |page| {
        let keys = |keys: &[&str]| page.session.press(keys);
        is_turn(page, "SRE", 1)?;
        page.tab_to("Skip to graph")?;
        keys(&["Enter"])?;
        page.is_focused("Graph")?;
        keys(&["y"])?;
        page.is_focused("Message")?;
        page.session.type_text("payments has one instance left")?;
        keys(&["Enter"])?;

        is_turn(page, "Oversight", 2)?;
        page.says("Hand over to Oversight, step 2 of 25.")?;
        page.says("payments has one instance left")?;
        page.says("Fleet activity")?;
        // The focus stays where it was, although the panels are the next role's.
        page.is_focused("Say")?;
        keys(&["f"])?;
        page.is_focused("autoscaler")?;
        keys(&["Space", "Enter"])?;

        is_turn(page, "Developer", 3)?;
        page.is_focused("Flag an agent")?;
        keys(&["n"])?;
        page.is_focused("Cause")?;
        page.session.type_text("autoscaler-cost-cut")?;
        page.tab_to("Name the cause")?;
        keys(&["Enter"])?;

        is_turn(page, "Manager", 4)?;
        page.is_focused("Name the cause")?;
        keys(&["y"])?;
        page.is_focused("Message")?;
        page.session.type_text("please scale payments")?;
        keys(&["Shift+Tab"])?;
        page.is_focused("all")?;
        keys(&["ArrowDown"])?;
        page.is_focused("sre")?;
        keys(&["Enter"])?;

        is_turn(page, "SRE", 5)?;
        page.says("please scale payments")?;
        page.is_focused("Say")?;
        keys(&["s"])?;
        page.is_focused("Service")?;
        page.session.type_text("payments")?;
        page.tab_to("Scale")?;
        keys(&["Enter"])?;
        page.debrief_is(ID, SEED, &native::log(&DEEDS))
    })
}

/// What the others see is absent from the page of somebody who may not see it, not merely hidden; also where somebody
/// saw it a moment ago.
#[test]
fn a_manager_finds_no_number_no_line_and_no_fleet_in_the_page() -> Done {
    journey(&hash(), |page| {
        let game = native::replay(ID, SEED, &native::waits(3))?;
        let cast = game.cast().ok_or("nobody plays")?;
        let oversight = cast.role("oversight").ok_or("no oversight")?;
        let seen = game.seen_by(oversight, 1).ok_or("oversight sees nothing")?;
        let lines: Vec<String> =
            seen.frames.iter().flat_map(|frame| &frame.lines).map(|line| line.text.clone()).collect();
        let own = cast.stores.iter().position(|store| store.name == "fleet").ok_or("no fleet")?;
        let fleet = seen.stores.iter().filter(|now| now.store as usize == own).flat_map(|now| &now.entries);
        let fleet: Vec<String> = fleet.map(|entry| entry.text.clone()).collect();
        assert!(!lines.is_empty() && !fleet.is_empty());
        let secret: Vec<String> = lines.iter().chain(&fleet).cloned().collect();

        is_turn(page, "SRE", 1)?;
        page.select("payments")?;
        page.session.wait_until("document.querySelector('.loglist li')")?;
        assert_eq!(held(page, &fleet)?, [""; 0]);
        page.session.press(&["."])?;
        is_turn(page, "Oversight", 2)?;
        let all = || Ok((held(page, &secret)?.len() == secret.len()).then_some(()));
        page.session.wait_for("what oversight sees", all)?;
        assert_ne!(count(page, ".n .val, .ch, .state, .ladder, [role=log]")?, 0);

        page.session.press(&[".", "."])?;
        is_turn(page, "Manager", 4)?;
        page.says("Manager sees no logs")?;
        assert_eq!(held(page, &secret)?, [""; 0]);
        assert_eq!(
            count(page, ".n .val, .n .sp, .ch, .knobs, .state, .ladder, .hud .w-num, .hud .w-bar, [role=log]")?,
            0
        );
        // Numbers and statuses are nowhere but in the alerts, which everybody sees.
        let told = "return [...document.querySelectorAll('#graph [role=button]')].map((node) => node.getAttribute('aria-label'));";
        let told = super::page::texts(&page.session.run(told, &[])?)?;
        assert_eq!(told.len(), 4);
        let statuses = ["healthy", "degraded", "critical", "down"];
        let tells = |name: &&String| {
            name.contains(|letter: char| letter.is_ascii_digit()) || statuses.iter().any(|word| name.contains(word))
        };
        assert_eq!(told.iter().find(tells), None);
        page.click("button", "Table")?;
        page.the("table", "")?;
        assert_eq!(count(page, ".tbl .num, .stat, #svc-pane .stat")?, 0);
        page.assert_accessible()
    })
}

/// What each step of the debrief's table, and of its signals, says.
fn debriefed(page: &Page, css: &str) -> Result<Vec<String>, String> {
    let script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText.replace(/\\s+/g, ' '));";
    super::page::texts(&page.session.run(script, &[json!(css)])?)
}

/// Which signal each role could see, which misled and who obeyed, and what each step did and cost: as the engine has it.
#[test]
fn the_debrief_says_who_saw_what_when() -> Done {
    let wrong: [Act; 3] = [
        ("identify-root-cause", &[("cause", "cascade")]),
        ("flag-rogue", &[("agent", "load-balancer")]),
        ("restart", &[("target", "auth")]),
    ];
    let mut game = native::replay(ID, SEED, &native::log(&wrong))?;
    while game.over().is_none() {
        let deed = if game.steps().len() == 6 { native::log(&wrong[2..]) } else { native::waits(1) };
        game.play(&deed).map_err(|error| error.to_string())?;
    }
    let debrief = game.debrief().ok_or("no debrief")?;
    journey(&format!("{}&log={}", hash(), game.log().to_text()), |page| {
        page.debrief_shown()?;
        let (told, misled) =
            (debriefed(page, "[aria-labelledby=db-told] li")?, debriefed(page, "[aria-labelledby=db-misled] li")?);
        assert_eq!(told.len() + misled.len(), debrief.signals.len());
        let fleet = told.iter().find(|told| told.contains("Fleet activity")).ok_or("no fleet")?;
        assert!(
            fleet.contains("SRE, Developer, Manager: cannot see it")
                && fleet.contains("Oversight: tick 0, own turn at 1"),
            "{fleet}"
        );
        let injected = misled.iter().find(|told| told.contains("injected")).ok_or("nothing injected")?;
        assert!(injected.contains("Restart: auth") && injected.contains("Obeyed by step 7 (Developer)"), "{injected}");
        let steps = debriefed(page, ".plays tbody tr td:first-of-type")?;
        assert!(steps[1].contains("Innocent agent flagged −75"), "{}", steps[1]);
        // The waits between have one row.
        let obeyed =
            steps.iter().find(|step| step.contains("did what an injected line told")).ok_or("nobody obeyed")?;
        assert!(obeyed.contains("Developer") && obeyed.contains("wrong intervention; did what"), "{obeyed}");
        page.click("button", "Close, keep looking")?;
        page.says("Fleet activity")?;
        page.assert_accessible()
    })
}

/// Colleagues who are done before one's first turn leave a run that one had no part in: that is said.
#[test]
fn a_seat_that_had_no_turn_is_told_so() -> Done {
    journey("#/play/chaosops/db-deadlock?seed=1&as=manager&with=expert", |page| {
        page.debrief_shown()?;
        page.says("Your colleagues ended the incident before it was the turn of Manager: all of this is theirs.")?;
        page.assert_accessible()
    })
}

/// The gallery shows the course; a run that is next counts and leads to the next one, all by keyboard; a reload keeps it.
#[test]
fn a_course_is_gone_through() -> Done {
    journey("", |page| {
        page.the("heading", "Course: War room")?;
        page.assert_accessible()?;
        page.tab_to("Begin: ")?;
        page.session.press(&["Enter"])?;
        page.the("heading", "Actions of SRE")?;
        let begun = page.hash()?;
        page.tab_to("Skip to graph")?;
        page.session.press(&["Enter"])?;
        for _ in 0..12 {
            page.session.press(&["."])?;
        }
        page.debrief_shown()?;
        page.says("Course, easy: this run earned −")?;
        page.assert_accessible()?;
        page.tab_to("Next in the course: ")?;
        page.session.press(&["Enter"])?;
        let next = || Ok((page.hash()?.contains("seed=31")).then_some(()));
        page.session.wait_for("the next run", next)?;
        assert_ne!(page.hash()?, begun);
        page.go("#/")?;
        page.the("heading", "Course: War room")?;
        page.says("You are here: 1 run, mean reward −")?;
        page.reload()?;
        page.says("You are here: 1 run, mean reward −")?;
        page.tab_to("Your last runs")?;
        page.session.press(&["Enter"])?;
        page.tab_to("Start the course over")?;
        page.session.press(&["Enter"])?;
        page.says("You are here: no run yet.")
    })
}

/// The choice of who plays is in the address, and what colleagues do is in the log: reload, back and a link repeat it.
#[test]
fn one_role_with_colleagues_is_a_run_like_any_other() -> Done {
    journey(&hash(), |page| {
        is_turn(page, "SRE", 1)?;
        page.tab_to("Roles")?;
        page.session.press(&["Enter"])?;
        page.the("dialog", "Roles")?;
        page.assert_accessible()?;
        page.tab_to("All roles in turn")?;
        page.session.press(&["ArrowDown"])?;
        page.is_focused("SRE")?;
        page.tab_to("Who plays the others")?;
        page.session.type_text("heuristic")?;
        page.tab_to("Play on like this")?;
        page.session.press(&["Enter"])?;
        let seated = || Ok(page.hash()?.contains("as=sre&with=heuristic").then_some(()));
        page.session.wait_for("the seat in the address", seated)?;
        is_turn(page, "SRE", 1)?;

        page.click("button", "Say")?;
        page.is_focused("Message")?;
        page.session.type_text("what changed?")?;
        page.session.press(&["Enter"])?;
        let mut game = fresh()?;
        for deed in native::log(&[("communicate", &[("message", "what changed?")])]).deeds() {
            game.act(deed).map_err(|error| error.to_string())?;
        }
        game.let_others_act(0, "heuristic").map_err(|error| error.to_string())?;
        let log = game.log().to_text();
        page.address_is(|address| address.log == log)?;
        if game.over().is_none() {
            is_turn(page, "SRE", game.steps().len() + 1)?;
        }
        let before = page.shown()?;
        page.reload()?;
        page.shows(&before)?;
        page.address_is(|address| address.log == log)?;
        page.session.back()?;
        page.session.wait_for("all roles in turn again", || Ok((!page.hash()?.contains("as=")).then_some(())))?;
        is_turn(page, "SRE", 1)
    })
}
