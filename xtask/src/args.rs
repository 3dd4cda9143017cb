//! The few shapes of command-line arguments that the commands take.

use anyhow::{Context, Result, bail};

/// What stood on a command line: flags, options with a value, plain words, and all that follows `--`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Args {
    flags: Vec<String>,
    options: Vec<(String, String)>,
    /// The plain words, in order.
    pub words: Vec<String>,
    /// What follows `--`.
    pub rest: Vec<String>,
}

impl Args {
    /// Sorts `given` into the `flags` and `options` that the command knows; anything else with a dash is refused.
    pub fn parse(given: &[String], flags: &[&str], options: &[&str]) -> Result<Self> {
        let mut args = Self::default();
        let mut given = given.iter();
        while let Some(word) = given.next() {
            if word == "--" {
                args.rest = given.cloned().collect();
                break;
            } else if flags.contains(&word.as_str()) {
                args.flags.push(word.clone());
            } else if options.contains(&word.as_str()) {
                let value = given.next().with_context(|| format!("`{word}` wants a value"))?;
                args.options.push((word.clone(), value.clone()));
            } else if word.starts_with('-') {
                let known = [flags, options].concat().join(", ");
                bail!("`{word}` is not known here; known: {known}");
            } else {
                args.words.push(word.clone());
            }
        }
        Ok(args)
    }

    /// Whether a flag was given.
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|given| given == flag)
    }

    /// The last value given for an option.
    pub fn value(&self, option: &str) -> Option<&str> {
        let found = self.options.iter().rev().find(|(name, _)| name == option);
        found.map(|(_, value)| value.as_str())
    }
}

/// Refuses all arguments.
pub fn none(command: &str, given: &[String]) -> Result<()> {
    match given.first() {
        Some(first) => bail!("`cargo xtask {command}` takes no arguments, and `{first}` was given"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Args> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Args::parse(&words, &["--quick"], &["--browser"])
    }

    #[test]
    fn sorts_what_it_knows() -> Result<()> {
        let args = parse("--quick golden --browser firefox e2e -- --exact boots")?;
        assert!(args.has("--quick"));
        assert_eq!(args.value("--browser"), Some("firefox"));
        assert_eq!(args.words, ["golden", "e2e"]);
        assert_eq!(args.rest, ["--exact", "boots"]);
        Ok(())
    }

    #[test]
    fn refuses_the_rest() {
        assert!(parse("--quik").is_err());
        assert!(parse("--browser").is_err());
        assert!(none("build", &["now".to_owned()]).is_err());
    }
}
