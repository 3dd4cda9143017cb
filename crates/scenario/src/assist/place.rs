//! What may stand at a place, by the shape of the format: the way from the root of a text to a key or a value, and a walk
//! over everything that stands in a text. Knows no key by itself.

use super::reader::{Body, Lean, Pair};
use crate::decode::{FieldShape, Shape, Sort};
use crate::layers::file_shape;

/// Sorts of names by depth: those of the keys or items here first.
pub type Names = &'static [&'static [Sort]];

/// What may stand somewhere.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The shape of what stands there.
    pub shape: Shape,
    /// The sorts of the names in it.
    pub names: Names,
    /// The field that it is the value of.
    pub field: Option<FieldShape>,
}

impl Spot {
    /// A whole file.
    pub fn root() -> Spot {
        Spot { shape: file_shape(), names: &[], field: None }
    }

    /// What stands behind a key of this.
    pub fn under(&self, key: &str) -> Option<Spot> {
        match &self.shape {
            Shape::Record { fields, .. } => {
                let field = fields().into_iter().find(|field| field.key == key)?;
                Some(Spot { shape: field.shape.clone(), names: field.names, field: Some(field) })
            }
            Shape::Map(item) => {
                Some(Spot { shape: (**item).clone(), names: self.names.get(1..).unwrap_or(&[]), field: None })
            }
            Shape::Any => Some(Spot { shape: Shape::Any, names: &[], field: None }),
            _ => None,
        }
    }

    /// An item of this.
    pub fn item(&self) -> Option<Spot> {
        match &self.shape {
            Shape::List(item) => Some(Spot { shape: (**item).clone(), names: self.names, field: self.field.clone() }),
            Shape::Any => Some(self.clone()),
            _ => None,
        }
    }

    /// The keys that this may have, if they are fixed.
    pub fn fields(&self) -> Vec<FieldShape> {
        match &self.shape {
            Shape::Record { fields, .. } => fields(),
            _ => Vec::new(),
        }
    }

    /// The sorts of the names that stand here.
    pub fn sorts(&self) -> &'static [Sort] {
        self.names.first().copied().unwrap_or(&[])
    }
}

/// What stands at an offset.
pub enum At<'a> {
    /// A key of the map that `spot` tells of; the other keys of the map.
    Key(&'a Pair, &'a [Pair]),
    /// A value that `spot` tells of.
    Value(&'a Lean),
}

/// The place of an offset.
pub struct Found<'a> {
    /// The keys above it; `-` for an item of a list.
    pub path: Vec<&'a str>,
    /// What may stand there: for a key, the map that it is in. `None` where the format has nothing.
    pub spot: Option<Spot>,
    /// What does.
    pub at: At<'a>,
}

/// What stands at an offset.
pub fn find(root: &Lean, offset: u32) -> Found<'_> {
    let (mut lean, mut spot, mut path) = (root, Some(Spot::root()), Vec::new());
    loop {
        match &lean.body {
            Body::Map(pairs) => {
                if let Some(pair) = pairs.iter().find(|pair| pair.from <= offset && offset <= pair.to) {
                    return Found { path, spot, at: At::Key(pair, pairs) };
                }
                let Some(pair) = pairs.iter().find(|pair| holds(&pair.value, offset)) else {
                    return Found { path, spot, at: At::Value(lean) };
                };
                path.push(pair.name.as_str());
                spot = spot.and_then(|spot| spot.under(&pair.name));
                lean = &pair.value;
            }
            Body::List(items) => {
                let Some(item) = items.iter().find(|item| holds(item, offset)) else {
                    return Found { path, spot, at: At::Value(lean) };
                };
                path.push("-");
                spot = spot.and_then(|spot| spot.item());
                lean = item;
            }
            Body::Scalar(_) | Body::Nothing => return Found { path, spot, at: At::Value(lean) },
        }
    }
}

fn holds(lean: &Lean, offset: u32) -> bool {
    lean.from <= offset && offset <= lean.to && !matches!(lean.body, Body::Nothing)
}

/// Something that stands in a text.
pub enum Seen<'a> {
    /// A key.
    Key(&'a Pair),
    /// A scalar, or nothing.
    Value(&'a Lean),
}

/// Walks over every key and scalar for which the format has a place: each with the keys above it and what may stand
/// there (for a key, the map that it is in).
pub fn walk<'a>(lean: &'a Lean, spot: &Spot, path: &mut Vec<&'a str>, f: &mut dyn FnMut(&[&'a str], &Spot, Seen<'a>)) {
    match &lean.body {
        Body::Map(pairs) => {
            for pair in pairs {
                f(path, spot, Seen::Key(pair));
                if let Some(under) = spot.under(&pair.name) {
                    path.push(&pair.name);
                    walk(&pair.value, &under, path, f);
                    path.pop();
                }
            }
        }
        Body::List(items) => {
            if let Some(under) = spot.item() {
                path.push("-");
                for item in items {
                    walk(item, &under, path, f);
                }
                path.pop();
            }
        }
        Body::Scalar(_) | Body::Nothing => f(path, spot, Seen::Value(lean)),
    }
}
