//! A compiled scenario as bytes: what the build stores beside the page and what a compiler that runs elsewhere answers with,
//! so that whoever only plays needs no compiler. The bytes are of one version of the engine; they are made anew with each
//! build and kept nowhere. A checksum tells damage from content: what passes it is trusted as the compiler's own work.

mod read;

use std::fmt;

use brownout_sim::ENGINE_VERSION;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::compile::Compiled;
pub use read::read;

/// What the bytes begin with.
const MAGIC: [u8; 4] = *b"brwn";
/// Version of the way in which a plan becomes bytes; raised with every change of the types in it.
const FORMAT: u8 = 1;
/// How the body stands there: as it is, or deflated.
const PLAIN: u8 = 0;
const DEFLATED: u8 = 1;
/// Magic, format, how the body stands there, engine, checksum of the body as it stands there.
const HEADER: usize = 4 + 1 + 1 + 4 + 8;
/// Most bytes that a body may come to.
const BODY_MAX: usize = 64 << 20;
/// How hard a file is pressed: it is made once and read often.
const EFFORT: u8 = 10;

/// Why bytes are no compiled scenario that can be played here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// They are something else.
    Foreign,
    /// They were made by another version of the engine, or of this way of writing.
    Version {
        /// The engine that made them.
        engine: u32,
    },
    /// They are not as they were written.
    Damaged,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::Foreign => f.write_str("This is no compiled scenario."),
            Unreadable::Version { engine } => {
                write!(
                    f,
                    "It was compiled by version {engine} of the engine, this is {ENGINE_VERSION}. Reload the page."
                )
            }
            Unreadable::Damaged => f.write_str("The compiled scenario is damaged. Reload the page."),
        }
    }
}

impl std::error::Error for Unreadable {}

impl Compiled {
    /// As bytes, quickly: for a message.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        framed(PLAIN, &self.body())
    }

    /// As bytes, small: for a file.
    #[must_use]
    pub fn to_file(&self) -> Vec<u8> {
        framed(DEFLATED, &compress_to_vec(&self.body(), EFFORT))
    }

    fn body(&self) -> Vec<u8> {
        write(self)
    }

    /// From either sort of bytes. What the compiler remarked about the texts is not among them.
    ///
    /// # Errors
    /// Bytes of something else, of another version, or damaged ones.
    pub fn from_bytes(bytes: &[u8]) -> Result<Compiled, Unreadable> {
        let (head, body) = bytes.split_at_checked(HEADER).ok_or(Unreadable::Foreign)?;
        let (magic, head) = head.split_at(MAGIC.len());
        if magic != MAGIC {
            return Err(Unreadable::Foreign);
        }
        let [format, how, e0, e1, e2, e3, sum @ ..] = head else { return Err(Unreadable::Foreign) };
        let engine = u32::from_le_bytes([*e0, *e1, *e2, *e3]);
        if (*format, engine) != (FORMAT, ENGINE_VERSION) {
            return Err(Unreadable::Version { engine });
        }
        if *sum != checksum(*how, body).to_le_bytes() {
            return Err(Unreadable::Damaged);
        }
        match *how {
            PLAIN => read(body).ok_or(Unreadable::Damaged),
            DEFLATED => {
                let body = decompress_to_vec_with_limit(body, BODY_MAX).map_err(|_| Unreadable::Damaged)?;
                read(&body).ok_or(Unreadable::Damaged)
            }
            _ => Err(Unreadable::Damaged),
        }
    }
}

/// A value as bytes that [`read`] reads.
#[must_use]
pub fn write<T: serde::Serialize>(value: &T) -> Vec<u8> {
    // Numbers, texts and lists that are in memory are written into memory: no way to fail.
    postcard::to_allocvec(value).unwrap_or_default()
}

fn framed(how: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER + body.len());
    bytes.extend(MAGIC);
    bytes.extend([FORMAT, how]);
    bytes.extend(ENGINE_VERSION.to_le_bytes());
    bytes.extend(checksum(how, body).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// FNV-1a over the body and how it stands there.
fn checksum(how: u8, body: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for byte in body.iter().chain([&how]) {
        sum = (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    sum
}
