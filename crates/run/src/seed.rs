//! Seeds as people write them: whole numbers in decimal, from 0 to 2^53 − 1.

use brownout_sim::rng::SEED_MAX;

/// What is wrong with a seed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeedError {
    /// Not digits.
    #[error("\"{0}\" is no seed. A seed is a whole number from 0 to {SEED_MAX}, in digits.")]
    NotDigits(String),
    /// Too large.
    #[error("The seed {0} is too large. Seeds go up to {SEED_MAX}.")]
    TooLarge(String),
}

/// Reads a seed.
///
/// # Errors
/// Anything but digits, and numbers above 2^53 − 1.
pub fn parse_seed(text: &str) -> Result<u64, SeedError> {
    let shown: String = text.chars().take(40).collect();
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(SeedError::NotDigits(shown));
    }
    match text.parse::<u64>() {
        Ok(seed) if seed <= SEED_MAX => Ok(seed),
        _ => Err(SeedError::TooLarge(shown)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_decimal_and_bounded() {
        for (text, want) in [
            ("0", Ok(0)),
            ("42", Ok(42)),
            ("9007199254740991", Ok(SEED_MAX)),
            ("9007199254740992", Err(SeedError::TooLarge("9007199254740992".into()))),
            ("99999999999999999999999", Err(SeedError::TooLarge("99999999999999999999999".into()))),
            ("", Err(SeedError::NotDigits(String::new()))),
            ("-1", Err(SeedError::NotDigits("-1".into()))),
            ("1e3", Err(SeedError::NotDigits("1e3".into()))),
            ("7KQ-3M9", Err(SeedError::NotDigits("7KQ-3M9".into()))),
        ] {
            assert_eq!(parse_seed(text), want, "{text}");
        }
    }
}
