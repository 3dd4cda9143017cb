//! Values of attributes and properties.

use std::borrow::Cow;

/// What an attribute, a property or a class is.
pub enum Value {
    /// Not there.
    Absent,
    /// A text.
    Text(Cow<'static, str>),
    /// There or not: an attribute without a text, a property, a class.
    Flag(bool),
    /// What a closure gives, again whenever a signal that it reads has changed.
    Live(Box<dyn FnMut() -> Value>),
}

/// What can be the value of an attribute.
pub trait IntoValue {
    /// As a value.
    fn into_value(self) -> Value;
}

impl Value {
    /// What it is now: never `Live`.
    pub(crate) fn now(&mut self) -> Self {
        match self {
            Self::Absent => Self::Absent,
            Self::Text(text) => Self::Text(text.clone()),
            Self::Flag(on) => Self::Flag(*on),
            Self::Live(read) => read().now(),
        }
    }

    /// Whether it is the same. What lives is never known to be.
    pub(crate) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Absent, Self::Absent) => true,
            (Self::Text(one), Self::Text(other)) => one == other,
            (Self::Flag(one), Self::Flag(other)) => one == other,
            _ => false,
        }
    }

    /// The names of those classes that are on, after `self`.
    pub(crate) fn with_classes(mut self, mut toggles: Vec<(&'static str, Self)>) -> Self {
        let live = |value: &Self| matches!(value, Self::Live(_));
        let lives = live(&self) || toggles.iter().any(|(_, on)| live(on));
        let mut joined = move || {
            let mut names = match self.now() {
                Self::Text(names) => names.into_owned(),
                _ => String::new(),
            };
            for (name, on) in &mut toggles {
                if matches!(on.now(), Self::Flag(true)) {
                    names.push(' ');
                    names.push_str(name);
                }
            }
            Self::Text(Cow::Owned(names))
        };
        if lives { Self::Live(Box::new(joined)) } else { joined() }
    }
}

impl IntoValue for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        Value::Flag(self)
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Text(Cow::Owned(self))
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Absent, IntoValue::into_value)
    }
}

impl<T: IntoValue, F: FnMut() -> T + 'static> IntoValue for F {
    fn into_value(mut self) -> Value {
        Value::Live(Box::new(move || self().into_value()))
    }
}
