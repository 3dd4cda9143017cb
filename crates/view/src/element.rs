//! An element, before it is in the document.

use leptos::html::ElementType;
use leptos::prelude::{NodeRef, Owner};
use leptos::tachys::html::event::EventDescriptor;
use leptos::tachys::html::node_ref::NodeRefContainer;
use wasm_bindgen::JsCast;

use crate::value::Value;
use crate::view::View;

/// An element with its attributes and what is in it.
pub struct Element(pub(crate) Box<Parts>);

pub(crate) struct Parts {
    pub(crate) name: &'static str,
    pub(crate) drawn: bool,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) listeners: Vec<(&'static str, Listener)>,
    pub(crate) reference: Option<Reference>,
    pub(crate) children: Vec<View>,
}

/// What of an element a value is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Attribute,
    Property,
    Style,
}

/// A named value of an element.
pub(crate) struct Attribute {
    pub(crate) kind: Kind,
    pub(crate) name: &'static str,
    pub(crate) value: Value,
}

/// What is to be done when something happens to an element.
pub struct Listener(pub(crate) Box<dyn FnMut(web_sys::Event)>);

/// Who wants to know the element once it is there.
pub struct Reference(pub(crate) Box<dyn FnOnce(&web_sys::Element)>);

/// Calls `call` at each event of this kind.
pub fn listener<E: EventDescriptor>(_: E, mut call: impl FnMut(E::EventType) + 'static) -> Listener
where
    E::EventType: JsCast,
{
    Listener(Box::new(move |event| call(event.unchecked_into())))
}

/// Puts the element into `node` once it is there.
pub fn reference<E: ElementType>(node: NodeRef<E>) -> Reference
where
    E::Output: JsCast + 'static,
{
    Reference(Box::new(move |element| NodeRefContainer::<E>::load(node, element)))
}

impl Element {
    /// An element of HTML.
    #[must_use]
    pub fn written(name: &'static str) -> Self {
        Self::new(name, false)
    }

    /// An element of SVG.
    #[must_use]
    pub fn drawn(name: &'static str) -> Self {
        Self::new(name, true)
    }

    fn new(name: &'static str, drawn: bool) -> Self {
        Self(Box::new(Parts {
            name,
            drawn,
            attributes: Vec::new(),
            listeners: Vec::new(),
            reference: None,
            children: Vec::new(),
        }))
    }

    /// Sets an attribute to a text that is known beforehand.
    pub fn fixed(&mut self, name: &'static str, text: &'static str) {
        self.set(name, Value::Text(text.into()));
    }

    /// Sets an attribute.
    pub fn set(&mut self, name: &'static str, value: Value) {
        self.add(Kind::Attribute, name, value);
    }

    /// Sets a property.
    pub fn property(&mut self, name: &'static str, value: Value) {
        self.add(Kind::Property, name, value);
    }

    /// Sets a property of the style.
    pub fn style(&mut self, name: &'static str, value: Value) {
        self.add(Kind::Style, name, value);
    }

    /// Sets the classes: `base`, and those whose value is true.
    pub fn classes(&mut self, base: Value, toggles: Vec<(&'static str, Value)>) {
        self.set("class", base.with_classes(toggles));
    }

    /// Adds a listener. Contexts are found as they would be here, wherever the event comes from.
    pub fn on(&mut self, event: &'static str, listener: Listener) {
        let Listener(mut call) = listener;
        let listener = match Owner::current() {
            Some(owner) => Listener(Box::new(move |event| owner.with(|| call(event)))),
            None => Listener(call),
        };
        self.0.listeners.push((event, listener));
    }

    /// Says who wants to know the element.
    pub fn node_ref(&mut self, reference: Reference) {
        self.0.reference = Some(reference);
    }

    /// Adds a text that is known beforehand.
    pub fn text(&mut self, text: &'static str) {
        self.child(View::Text(text.into()));
    }

    /// Adds what is in it.
    pub fn child(&mut self, view: View) {
        self.0.children.push(view);
    }

    fn add(&mut self, kind: Kind, name: &'static str, value: Value) {
        self.0.attributes.push(Attribute { kind, name, value });
    }
}
