//! Version 1 of the spelling. Frozen: links of it were given out.
//!
//! ```text
//! link   = "1." base64url(head) | "1." base64url(head) "." base64url(body)
//! head   = flags, engine, seed, digest (8 bytes), [tick], id or path, bytes of the body,
//!          [bytes of the text, checksum of the text (4)], [bytes of the rest, checksum of text and rest (4)],
//!          checksum of all this (4)
//! body   = deflate(text rest), as if `WORDS_1` stood before it; nothing if both are empty
//! rest   = [service], log
//! flags  = 1 the text is in the link | 2 has a tick | 4 has a service | 8 has a rest
//! ```

use brownout_scenario::limits::TEXT_BYTES_MAX;
use brownout_sim::rng::SEED_MAX;

use super::bytes::{Reader, put_number, put_text};
use super::crc::crc;
use super::error::{Damage, EncodeError, Kept, LinkError};
use super::pack::{WORDS_1, from_text, squeeze, to_text, unsqueeze};
use super::{LOG_BYTES_MAX, Link, Scenario, UNPACKED_MAX, View, steps};
use crate::log::RunLog;

const OWN: u8 = 1;
const TICK: u8 = 2;
const SERVICE: u8 = 4;
const REST: u8 = 8;
/// Longest id, path or name of a service, in bytes.
const NAME_MAX: usize = 512;
/// Most bytes of service and log.
const REST_MAX: usize = LOG_BYTES_MAX + NAME_MAX + 1;
const CHECK: usize = 4;

pub(super) fn encode(link: &Link) -> Result<String, EncodeError> {
    let log = steps::encode(&link.log).filter(|log| log.len() <= LOG_BYTES_MAX).ok_or(EncodeError::Log)?;
    let (name, text) = match &link.scenario {
        Scenario::BuiltIn(id) => (id, ""),
        Scenario::Own { path, text } => (path, text.as_str()),
    };
    let service = link.view.service.as_deref();
    if text.len() > TEXT_BYTES_MAX || name.len() > NAME_MAX || service.is_some_and(|name| name.len() > NAME_MAX) {
        return Err(EncodeError::Text);
    }
    let own = matches!(link.scenario, Scenario::Own { .. });
    let mut rest = Vec::new();
    if let Some(service) = service {
        put_text(&mut rest, service);
    }
    rest.extend_from_slice(&log);
    let body = squeeze(WORDS_1, &[text.as_bytes(), &rest].concat()).ok_or(EncodeError::Text)?;
    let mut flags = 0;
    for (flag, on) in
        [(OWN, own), (TICK, link.view.tick.is_some()), (SERVICE, service.is_some()), (REST, !rest.is_empty())]
    {
        flags |= if on { flag } else { 0 };
    }
    let mut head = vec![flags];
    put_number(&mut head, u64::from(link.engine));
    put_number(&mut head, link.seed);
    head.extend_from_slice(&link.digest.to_le_bytes());
    if let Some(tick) = link.view.tick {
        put_number(&mut head, u64::from(tick));
    }
    put_text(&mut head, name);
    put_number(&mut head, body.len() as u64);
    if own {
        put_number(&mut head, text.len() as u64);
        head.extend_from_slice(&crc(&[text.as_bytes()]).to_le_bytes());
    }
    if !rest.is_empty() {
        put_number(&mut head, rest.len() as u64);
        head.extend_from_slice(&crc(&[text.as_bytes(), &rest]).to_le_bytes());
    }
    let check = crc(&[&head]);
    head.extend_from_slice(&check.to_le_bytes());
    let head = to_text(&head);
    Ok(if body.is_empty() { format!("1.{head}") } else { format!("1.{head}.{}", to_text(&body)) })
}

/// What the head says.
struct Head {
    name: String,
    own: bool,
    seed: u64,
    digest: u64,
    engine: u32,
    tick: Option<u32>,
    has_service: bool,
    body: usize,
    /// Length and checksum of the text.
    text: (usize, u32),
    /// Length of the rest, checksum of text and rest.
    rest: Option<(usize, u32)>,
}

pub(super) fn decode(rest: &str) -> Result<Link, LinkError> {
    let (head, body) = rest.split_once('.').map_or((rest, None), |(head, body)| (head, Some(body)));
    let bytes = match from_text(head) {
        Ok(bytes) => bytes,
        Err(_) if head.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') => {
            return Err(LinkError::Head(Damage::Changed));
        }
        Err(_) => return Err(LinkError::Head(Damage::Letters)),
    };
    let (said, check) = bytes.split_last_chunk::<CHECK>().ok_or(LinkError::Head(Damage::Changed))?;
    if crc(&[said]) != u32::from_le_bytes(*check) {
        return Err(LinkError::Head(Damage::Changed));
    }
    let head = read(said).ok_or(LinkError::Head(Damage::Content))?;
    head.open(body.unwrap_or_default(), body.is_some())
}

fn read(bytes: &[u8]) -> Option<Head> {
    let mut reader = Reader::new(bytes);
    let flags = reader.byte()?;
    if flags > OWN | TICK | SERVICE | REST {
        return None;
    }
    let engine = u32::try_from(reader.number()?).ok()?;
    let seed = reader.number().filter(|&seed| seed <= SEED_MAX)?;
    let digest = u64::from_le_bytes(reader.fixed()?);
    let tick = if flags & TICK == 0 { None } else { Some(u32::try_from(reader.number()?).ok()?) };
    let has_service = flags & SERVICE != 0;
    let name = reader.text(NAME_MAX)?.to_owned();
    let body = reader.count(UNPACKED_MAX * 2)?;
    let own = flags & OWN != 0;
    let text = if own { (reader.count(TEXT_BYTES_MAX)?, u32::from_le_bytes(reader.fixed()?)) } else { (0, 0) };
    let rest = match flags & REST {
        0 => None,
        _ => Some((reader.count(REST_MAX)?, u32::from_le_bytes(reader.fixed()?))),
    };
    reader.is_empty().then_some(Head { name, own, seed, digest, engine, tick, has_service, body, text, rest })
}

/// How many characters bytes take.
fn letters(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}

impl Head {
    fn open(self, body: &str, has_body: bool) -> Result<Link, LinkError> {
        let want = letters(self.body);
        let damage = match body.len() {
            got if got < want => Some(Damage::CutOff { got, want }),
            got if got > want || (has_body && want == 0) => Some(Damage::Longer),
            _ => None,
        };
        let (bytes, damage) = match from_text(body.get(..want).unwrap_or(body)) {
            Ok(bytes) => (bytes, damage),
            Err(bytes) => (bytes, damage.or(Some(letter_damage(body)))),
        };
        let most = self.text.0 + self.rest.map_or(0, |(length, _)| length);
        let (raw, whole) = unsqueeze(WORDS_1, &bytes, most);
        let (text, rest) = raw.split_at(self.text.0.min(raw.len()));
        let scenario = self.scenario(text);
        let sound = whole && self.rest.is_none_or(|(_, check)| crc(&[text, rest]) == check);
        let damage = match damage {
            None if !sound || scenario.is_none() => Some(Damage::Changed),
            known => known,
        };
        let rest = if damage.is_none() { self.rest(rest) } else { None };
        let Head { seed, tick, engine, digest, .. } = self;
        match (scenario, rest) {
            (Some(scenario), Some((service, log))) => {
                Ok(Link { scenario, seed, log, view: View { tick, service }, engine, digest })
            }
            (scenario, _) => {
                let damage = damage.unwrap_or(Damage::Content);
                Err(LinkError::Body { damage, kept: Box::new(Kept { scenario, seed, tick, engine, digest }) })
            }
        }
    }

    /// Service and log.
    fn rest(&self, bytes: &[u8]) -> Option<(Option<String>, RunLog)> {
        let mut reader = Reader::new(bytes);
        let service = if self.has_service { Some(reader.text(NAME_MAX)?.to_owned()) } else { None };
        Some((service, steps::decode(reader)?))
    }

    /// The scenario, if its text is as it was.
    fn scenario(&self, text: &[u8]) -> Option<Scenario> {
        if !self.own {
            return Some(Scenario::BuiltIn(self.name.clone()));
        }
        let as_it_was = text.len() == self.text.0 && crc(&[text]) == self.text.1;
        let text = std::str::from_utf8(text).ok().filter(|_| as_it_was)?;
        Some(Scenario::Own { path: self.name.clone(), text: text.to_owned() })
    }
}

fn letter_damage(body: &str) -> Damage {
    let ours = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if body.bytes().all(ours) { Damage::Changed } else { Damage::Letters }
}
