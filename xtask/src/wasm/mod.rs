//! Wasm files, read and written as far as the build needs it: sections, imports and exports. What is to become of a file is
//! said by `order` and `names`.

use anyhow::{Context, Result, bail, ensure};

pub mod names;
pub mod order;

/// Bytes before the first section.
const HEAD: usize = 8;
const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const EXPORT: u8 = 7;
const CODE: u8 = 10;

/// What a file wants of who runs it.
struct Import<'a> {
    module: &'a str,
    name: &'a str,
    /// Its kind, and what is known of it.
    kind: &'a [u8],
}

impl Import<'_> {
    fn is_function(&self) -> bool {
        self.kind.first() == Some(&0)
    }
}

/// What a file gives to who runs it.
struct Export<'a> {
    name: &'a str,
    /// Its kind and its index.
    kind: &'a [u8],
}

/// The sections of a file, by their kinds.
fn sections(file: &[u8]) -> Result<Vec<(u8, &[u8])>> {
    let mut reader = Reader(file.get(HEAD..).context("this is no wasm")?);
    let mut sections = Vec::new();
    while !reader.0.is_empty() {
        sections.push((reader.byte()?, reader.bytes()?));
    }
    Ok(sections)
}

fn section(id: u8, body: &[u8]) -> Vec<u8> {
    let mut section = vec![id];
    section.extend(leb(body.len()));
    section.extend(body);
    section
}

fn imports(section: &[u8]) -> Result<Vec<Import<'_>>> {
    let mut reader = Reader(section);
    let count = reader.number()?;
    let import = |_| {
        let (module, name, before) = (reader.text()?, reader.text()?, reader.0);
        match reader.byte()? {
            0 => {
                reader.number()?;
            }
            1 => {
                reader.byte()?;
                reader.limits()?;
            }
            2 => reader.limits()?,
            3 => {
                reader.byte()?;
                reader.byte()?;
            }
            kind => bail!("an import of an unknown kind, {kind}"),
        }
        Ok(Import { module, name, kind: &before[..before.len() - reader.0.len()] })
    };
    (0..count).map(import).collect()
}

fn exports(section: &[u8]) -> Result<Vec<Export<'_>>> {
    let mut reader = Reader(section);
    (0..reader.number()?)
        .map(|_| {
            let (name, before) = (reader.text()?, reader.0);
            ensure!(reader.byte()? <= 3, "an export of an unknown kind");
            reader.number()?;
            Ok(Export { name, kind: &before[..before.len() - reader.0.len()] })
        })
        .collect()
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend(leb(text.len()));
    out.extend(text.as_bytes());
}

fn leb(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        let (first, rest) = self.0.split_first().context("the wasm ends too early")?;
        self.0 = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        bail!("a number of the wasm does not end")
    }

    fn bytes(&mut self) -> Result<&'a [u8]> {
        let count = self.number()?;
        let (taken, rest) = self.0.split_at_checked(count).context("the wasm ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn limits(&mut self) -> Result<()> {
        let most = self.byte()? & 1 != 0;
        self.number()?;
        if most {
            self.number()?;
        }
        Ok(())
    }

    fn text(&mut self) -> Result<&'a str> {
        std::str::from_utf8(self.bytes()?).context("a name of the wasm is no text")
    }
}
