//! Long incidents and broken configurations, from the first tick to the debrief with the keyboard alone: what the scenario's
//! expert does, typed into the page's forms and its configuration editor.

use brownout_expr::datum::{self, Datum};
use brownout_run::view::{ListOf, ParamAbout, ParamKind};
use brownout_run::{Deed, Game, RunLog};

use super::native::{self, EXPERT};
use super::page::{Done, Page, journey};

type Result<T> = brownout_tests::browser::Result<T>;

/// Nothing on these pages is further away than this.
const STOPS_MOST: usize = 220;

/// What has the focus.
struct Focus {
    id: String,
    field: String,
    named: String,
    kind: String,
    form: bool,
    checked: bool,
    value: String,
}

struct Typist<'a> {
    page: &'a Page,
    game: Game,
    selected: Option<String>,
}

impl Typist<'_> {
    fn focus(&self) -> Result<Focus> {
        let script = "const e = document.activeElement;
            const label = e.labels?.length ? e.labels[0] : e;
            const spoken = [...label.childNodes].filter((n) => n.nodeType === 3 || n.getAttribute?.('aria-hidden') !== 'true')
                .map((n) => n.textContent).join('');
            return [e.id, e.name ?? '', spoken.trim(), e.type ?? '', String(!!e.closest('form')), String(!!e.checked), String(e.value ?? '')];";
        let all = super::page::texts(&self.page.session.run(script, &[])?)?;
        let [id, field, named, kind, form, checked, value] =
            <[String; 7]>::try_from(all).map_err(|all| format!("{all:?}"))?;
        Ok(Focus { id, field, named, kind, form: form == "true", checked: checked == "true", value })
    }

    fn keys(&self, keys: &[&str]) -> Done {
        self.page.session.press(keys)
    }

    /// Presses a key until the focus is where it should be.
    fn walk(&self, key: &str, what: &str, here: impl Fn(&Focus) -> bool) -> Result<Focus> {
        let mut passed = Vec::new();
        for _ in 0..STOPS_MOST {
            self.keys(&[key])?;
            let now = self.focus()?;
            if here(&now) {
                return Ok(now);
            }
            passed.push(format!("{}#{}", now.named.chars().take(24).collect::<String>(), now.id));
        }
        Err(format!("{key} does not lead to {what}; it led to: {}", passed.join(" | ")))
    }

    /// Selects a service in the table.
    fn select(&mut self, service: &str) -> Done {
        if self.selected.as_deref() == Some(service) {
            return Ok(());
        }
        self.filter()?;
        self.walk("Shift+Tab", service, |now| now.named == service)?;
        self.keys(&["Enter"])?;
        self.page.the("heading", &format!("Actions on {service}"))?;
        self.selected = Some(service.to_owned());
        Ok(())
    }

    /// Goes to the filter of the logs, which lies between graph and actions.
    fn filter(&self) -> Done {
        // Out of whatever takes text, so that the key is a shortcut.
        if matches!(self.focus()?.kind.as_str(), "text" | "textarea" | "select-one") {
            self.walk("Tab", "a control that takes no text", |now| now.kind == "button" || now.kind == "submit")?;
        }
        self.keys(&["/"])?;
        // The focus comes with the next drawing: a key before that would go on from elsewhere.
        self.page.session.wait_until("document.activeElement.id === 'log-filter'")
    }

    /// Presses an action's button.
    fn press(&self, action: usize) -> Done {
        let id = format!("act-{action}");
        if self.focus()?.id != id {
            self.filter()?;
            self.walk("Tab", &id, |now| now.id == id)?;
        }
        self.keys(&["Enter"])
    }

    fn take(&mut self, deed: &Deed) -> Done {
        let about = self.game.about().clone();
        let taken = self.game.steps().len() + 1;
        let action = about.actions.iter().position(|action| action.name == deed.action);
        let action = action.ok_or_else(|| format!("no action {}", deed.action))?;
        let what = &about.actions[action];
        if what.wait {
            self.keys(&["."])?;
        } else {
            let target = what.params.iter().find(|param| param.kind == ParamKind::Service);
            let target = target.and_then(|param| deed.args.iter().find(|(name, _)| *name == param.name));
            if let Some((_, service)) = target {
                self.select(service)?;
            }
            self.press(action)?;
            let beside: Vec<&(String, String)> = deed.args.iter().filter(|arg| Some(*arg) != target).collect();
            if self.game.config_edit().is_some_and(|edit| edit.action as usize == action) {
                let changes = beside.first().ok_or("no changes")?;
                self.edit(&changes.1)?;
            } else if what.params.len() > usize::from(target.is_some()) {
                self.fill(&what.params, &beside)?;
            }
        }
        // What the page did is what natively comes next.
        let address = self.page.address_of(taken)?;
        let log = RunLog::from_text(&address.log).map_err(|error| error.to_string())?;
        let done = log.deeds().last().ok_or("no deed")?;
        self.game.act(done).map_err(|error| error.to_string())?;
        Ok(())
    }

    fn fill(&self, params: &[ParamAbout], given: &[&(String, String)]) -> Done {
        self.page.session.wait_until("!!document.activeElement.closest('form.aform')")?;
        for param in params {
            let Some((name, text)) = given.iter().find(|(name, _)| *name == param.name) else { continue };
            if param.kind == ParamKind::List(ListOf::Moments) || param.default.as_deref() == Some(text.as_str()) {
                continue;
            }
            let field = format!("p-{name}");
            if self.focus()?.field != field {
                self.walk("Shift+Tab", "the beginning of the form", |now| !now.form)?;
                self.walk("Tab", &field, |now| now.field == field)?;
            }
            self.give(&field, &param.kind, text)?;
        }
        self.walk("Tab", "the form's button", |now| now.form && now.kind == "submit")?;
        self.keys(&["Enter"])
    }

    fn give(&self, field: &str, kind: &ParamKind, text: &str) -> Done {
        let focus = self.focus()?;
        match (kind, focus.kind.as_str()) {
            (ParamKind::List(ListOf::Services | ListOf::Words(_)), _) => {
                let Ok(Datum::List(wanted)) = datum::read(text) else { return Err(format!("{text} is no list")) };
                let wanted: Vec<String> = wanted.iter().map(Datum::shown).collect();
                let mut now = focus;
                let mut left = wanted.len();
                while left > 0 {
                    if wanted.contains(&now.named) && !now.checked {
                        self.keys(&["Space"])?;
                        left -= 1;
                    }
                    if left > 0 {
                        now = self.walk("Tab", field, |now| now.field == field)?;
                    }
                }
                Ok(())
            }
            (ParamKind::List(_), _) => {
                let Ok(Datum::List(wanted)) = datum::read(text) else { return Err(format!("{text} is no list")) };
                for entry in wanted {
                    self.page.session.type_text(&entry.shown())?;
                    self.keys(&["Enter"])?;
                }
                Ok(())
            }
            (_, "radio") => {
                let mut now = focus;
                for _ in 0..8 {
                    if now.value == text {
                        if !now.checked {
                            self.keys(&["Space"])?;
                        }
                        return Ok(());
                    }
                    self.keys(&["ArrowDown"])?;
                    now = self.focus()?;
                }
                Err(format!("no answer {text}"))
            }
            (_, "select-one") => self.page.session.type_text(text),
            (_, "range") => {
                let share: f64 = text.trim_end_matches('%').parse().map_err(|_| format!("{text} is no share"))?;
                let share = if text.ends_with('%') { share } else { share * 100.0 };
                self.keys(&["Home"])?;
                (0..(share / 5.0).round() as u32).try_for_each(|_| self.keys(&["ArrowRight"]))
            }
            _ => {
                self.keys(&["Control+a"])?;
                self.page.session.type_text(text)
            }
        }
    }

    /// Types changes into the configuration editor.
    fn edit(&self, changes: &str) -> Done {
        self.page.session.wait_until("document.activeElement.id === 'cfg-first'")?;
        let Ok(Datum::Map(changes)) = datum::read(changes) else { return Err(format!("{changes} is no map")) };
        for (path, value) in changes {
            let here = format!("{path}: ");
            if !self.focus()?.named.starts_with(&here) {
                self.walk("Shift+Tab", "the beginning of the editor", |now| !now.form)?;
                self.walk("Tab", &path, |now| now.named.starts_with(&here))?;
            }
            if self.focus()?.kind == "select-one" {
                self.page.session.type_text(&value.shown())?;
            } else {
                self.keys(&["Control+a"])?;
                self.page.session.type_text(&value.shown())?;
            }
        }
        self.walk("Tab", "the editor's button", |now| now.form && now.kind == "submit")?;
        self.keys(&["Enter"])
    }

    /// Goes to a tab of the desk.
    fn desk(&self, tab: &str) -> Done {
        self.filter()?;
        self.walk("Shift+Tab", "the desk", |now| now.id.starts_with("desk-"))?;
        self.walk("ArrowRight", tab, |now| now.id == tab).map(drop)
    }
}

/// Plays what the expert does, and looks with axe at a few places on the way.
fn played(id: &str, seed: u64) -> Done {
    let expert = native::played(id, seed, EXPERT)?;
    let deeds = expert.log().deeds().to_vec();
    journey(&format!("#/play/{id}?seed={seed}"), |page| {
        page.the("heading", "Graph")?;
        page.session.press(&["t"])?;
        page.the("table", "Services")?;
        let game = native::replay(id, seed, &RunLog::default())?;
        let mut typist = Typist { page, game, selected: None };
        let middle = deeds.len() / 2;
        for (index, deed) in deeds.iter().enumerate() {
            typist.take(deed).map_err(|error| format!("deed {}, {deed:?}: {error}", index + 1))?;
            if index == middle {
                for tab in ["desk-evidence", "desk-timeline", "desk-logs"] {
                    typist.desk(tab)?;
                    page.assert_accessible()?;
                }
            }
        }
        page.debrief_shown()?;
        let log = page.finished_log(id)?;
        let debrief = native::debrief(&native::replay(id, seed, &log)?)?;
        if !debrief.won {
            return Err(format!("not won: {}", log.to_json()));
        }
        page.debrief_is(id, seed, &log)?;
        // Who was right is told now, and was told nowhere before.
        for answer in &debrief.answers {
            page.says(&answer.text)?;
        }
        if !debrief.answers.is_empty() {
            page.says("Who was asked, who was right")?;
        }
        page.assert_accessible()
    })
}

#[test]
fn a_broken_configuration_is_mended_with_the_keyboard_alone() -> Done {
    played("apidebug/hard", 0)
}

#[test]
fn a_release_train_is_stopped_with_the_keyboard_alone() -> Done {
    played("sregym/advanced-cascading-release-train", 1)
}

#[test]
fn a_silent_leak_is_closed_with_the_keyboard_alone() -> Done {
    played("sregym/advanced-rls-silent-leak", 1)
}
