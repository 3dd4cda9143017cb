//! Between JavaScript values and the engine's: plain objects out, seeds and parameters in.

use brownout_run::{SeedError, parse_seed};
use js_sys::Reflect;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_wasm_bindgen::Serializer as ToJs;
use wasm_bindgen::{JsCast, JsValue};

use crate::error::Failure;

/// A plain JavaScript value: objects rather than `Map`s, `null` rather than `undefined`.
pub(crate) fn value<T: Serialize + ?Sized>(of: &T) -> Result<JsValue, JsValue> {
    of.serialize(&ToJs::json_compatible()).map_err(JsValue::from)
}

/// Pairs that are an object in JavaScript, in this order.
pub(crate) struct Pairs<K, V>(pub(crate) Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Pairs<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// A seed: digits, or a number that is exactly one.
pub(crate) fn seed(given: &JsValue) -> Result<u64, Failure> {
    let text = match (given.as_string(), given.as_f64()) {
        (Some(text), _) => text,
        // −0 is 0.
        (None, Some(number)) => (number + 0.0).to_string(),
        (None, None) => return Err(SeedError::NotDigits(kind(given)).into()),
    };
    Ok(parse_seed(&text)?)
}

/// Parameters as texts, in the order in which they were given.
pub(crate) fn params(given: &JsValue) -> Result<Vec<(String, String)>, Failure> {
    if given.is_undefined() || given.is_null() {
        return Ok(Vec::new());
    }
    let shape =
        || Failure::new("bad-params", "Parameters are an object from name to value, such as { target: \"db\" }.");
    if !given.is_object() || given.is_instance_of::<js_sys::Array>() {
        return Err(shape());
    }
    // `Reflect` catches what getters and proxies throw.
    let keys = Reflect::own_keys(given).map_err(|_| shape())?;
    let mut params = Vec::new();
    for key in keys.iter() {
        let name = key.as_string().ok_or_else(shape)?;
        let value = Reflect::get(given, &key).map_err(|_| shape())?;
        if value.is_undefined() {
            continue;
        }
        let text = match (value.as_string(), value.as_f64(), value.as_bool()) {
            (Some(text), _, _) => text,
            (_, Some(number), _) if number.is_finite() => number.to_string(),
            (_, _, Some(flag)) => flag.to_string(),
            // Lists and maps are read as the text that JSON makes of them.
            _ => match value.is_object().then(|| js_sys::JSON::stringify(&value)) {
                Some(Ok(text)) if !text.is_undefined() => String::from(text),
                _ => {
                    let message = format!(
                        "`{name}` is {}; it takes a text, a finite number, true or false, a list or an object.",
                        kind(&value)
                    );
                    return Err(Failure::new("bad-params", message));
                }
            },
        };
        params.push((name, text));
    }
    Ok(params)
}

/// What a value is, for people.
fn kind(value: &JsValue) -> String {
    if let Some(number) = value.as_f64() {
        return number.to_string();
    }
    if value.is_null() {
        return "null".to_owned();
    }
    value.js_typeof().as_string().unwrap_or_default()
}
