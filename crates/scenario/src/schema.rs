//! The JSON Schema of the format, for editors: made from the same lists as the reading of it, so that it cannot
//! drift. What a file leaves out its pack may give, and `null` takes away what a pack gives; so nothing is required
//! and everything may be null.

use crate::decode::{FieldShape, Shape};
use crate::layers::file_shape;
use crate::reference::written;
use schemars::Schema;
use serde_json::{Map, Value, json};

/// The schema of a scenario, a pack, or a part of a pack.
#[must_use]
pub fn schema() -> Schema {
    let mut definitions = Map::new();
    let mut root = match file_shape() {
        Shape::Record { about, fields, .. } => record(about, &fields(), &mut definitions),
        _ => Map::new(),
    };
    let mut whole = Map::new();
    whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    whole.insert("title".to_owned(), json!("Brownout scenario"));
    whole.append(&mut root);
    whole.insert("$defs".to_owned(), Value::Object(definitions));
    Schema::from(whole)
}

fn record(about: &str, fields: &[FieldShape], definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let mut properties = Map::new();
    for field in fields {
        let shape = nullable(of(&field.shape, definitions));
        let mut about = sentence(field.about);
        if field.required {
            about.push_str(" Must be given.");
        }
        properties.insert(field.key.to_owned(), described(shape, &about));
    }
    let mut map = Map::new();
    map.insert("description".to_owned(), json!(sentence(about)));
    map.insert("type".to_owned(), json!("object"));
    map.insert("additionalProperties".to_owned(), json!(false));
    map.insert("properties".to_owned(), Value::Object(properties));
    map
}

fn of(shape: &Shape, definitions: &mut Map<String, Value>) -> Value {
    match shape {
        Shape::Text(kind) => described(json!({ "type": ["string", "number", "boolean"] }), written(*kind)),
        Shape::Words(words) => {
            let words = words.iter().map(|(word, about)| json!({ "const": word, "description": sentence(about) }));
            json!({ "oneOf": words.collect::<Vec<Value>>() })
        }
        Shape::Any => json!({}),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::List(item) => json!({ "type": "array", "items": of(item, definitions) }),
        Shape::Map(item) => json!({ "type": "object", "additionalProperties": nullable(of(item, definitions)) }),
        Shape::Record { name, about, fields } => {
            if !definitions.contains_key(*name) {
                // Known before its fields are looked at: records may hold each other.
                definitions.insert((*name).to_owned(), Value::Null);
                let body = record(about, &fields(), definitions);
                definitions.insert((*name).to_owned(), Value::Object(body));
            }
            json!({ "$ref": format!("#/$defs/{name}") })
        }
    }
}

fn nullable(shape: Value) -> Value {
    json!({ "anyOf": [shape, { "type": "null" }] })
}

fn described(mut shape: Value, about: &str) -> Value {
    if let Value::Object(map) = &mut shape {
        map.insert("description".to_owned(), json!(about));
    }
    shape
}

fn sentence(doc: &str) -> String {
    doc.trim().to_owned()
}
