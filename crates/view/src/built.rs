//! A view that is in the document, or about to be. A new view of the same shape is written over it, node by node, so that
//! focus and scroll positions stay; otherwise it takes its place.

use std::borrow::Cow;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Comment, Event, Node, Text};

use crate::document;
use crate::element::{Attribute, Element, Listener, Parts, Reference};
use crate::live::{Held, Live, place};
use crate::rows::BuiltRows;
use crate::view::View;

/// A view with its nodes.
pub(crate) enum Built {
    Nothing(Comment),
    Text(Text, Cow<'static, str>),
    Element(Box<BuiltElement>),
    Live(Live<Built>),
    List(Vec<Built>, Comment),
    Rows(Live<BuiltRows>),
}

/// An element with what keeps it as it should be.
pub(crate) struct BuiltElement {
    node: web_sys::Element,
    name: &'static str,
    attributes: Vec<Held>,
    listeners: Vec<Listening>,
    children: Vec<Built>,
}

/// A listener at an element. It goes with this.
struct Listening {
    node: web_sys::Element,
    event: &'static str,
    call: Closure<dyn FnMut(Event)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.node.remove_event_listener_with_callback(self.event, self.call.as_ref().unchecked_ref());
    }
}

impl Built {
    /// Builds `view`, of what is there if it can be used.
    pub(crate) fn of(view: View, before: Option<Self>) -> Self {
        match before {
            None => Self::new(view),
            Some(mut built) => {
                built.become_view(view);
                built
            }
        }
    }

    fn new(view: View) -> Self {
        match view {
            View::Nothing => Self::Nothing(document::mark()),
            View::Text(text) => Self::Text(document::text(&text), text),
            View::Element(element) => Self::Element(Box::new(BuiltElement::new(element))),
            View::Live(view) => Self::Live(place(view, None)),
            View::List(views) => Self::List(views.into_iter().map(Self::new).collect(), document::mark()),
            View::Rows(rows) => Self::Rows(rows.place()),
        }
    }

    /// Shows `view` from now on.
    pub(crate) fn become_view(&mut self, view: View) {
        match (view, &mut *self) {
            (View::Nothing, Self::Nothing(_)) => {}
            (View::Text(new), Self::Text(node, old)) => {
                if new != *old {
                    node.set_data(&new);
                    *old = new;
                }
            }
            (View::Element(new), Self::Element(old)) if old.can_become(&new) => old.become_element(new),
            (View::Live(new), Self::Live(old)) => {
                let before = old.take();
                *old = place(new, before);
            }
            (View::List(new), Self::List(old, end)) => become_list(new, old, end),
            // Rows are never taken over: what they own has gone with the place that made their list.
            (view, _) => {
                let mut new = Self::new(view);
                if let Some(first) = self.first() {
                    new.insert_before(&first);
                }
                self.unmount();
                *self = new;
            }
        }
    }

    /// Puts it into `parent`, in front of `before` or at the end.
    pub(crate) fn mount(&mut self, parent: &Node, before: Option<&Node>) {
        match self {
            Self::Nothing(mark) => document::insert(parent, mark, before),
            Self::Text(node, _) => document::insert(parent, node, before),
            Self::Element(element) => document::insert(parent, &element.node, before),
            Self::Live(effect) => {
                effect.with(|built| built.mount(parent, before));
            }
            Self::List(list, end) => {
                for built in list {
                    built.mount(parent, before);
                }
                document::insert(parent, end, before);
            }
            Self::Rows(effect) => {
                effect.with(|rows| rows.mount(parent, before));
            }
        }
    }

    /// Puts it in front of `node`, if that is in the document.
    pub(crate) fn insert_before(&mut self, node: &Node) {
        if let Some(parent) = node.parent_node() {
            self.mount(&parent, Some(node));
        }
    }

    /// Takes it out of the document.
    pub(crate) fn unmount(&mut self) {
        match self {
            Self::Nothing(mark) => document::remove(mark),
            Self::Text(node, _) => document::remove(node),
            Self::Element(element) => document::remove(&element.node),
            Self::Live(effect) => {
                effect.with(Self::unmount);
            }
            Self::List(list, end) => {
                list.iter_mut().for_each(Self::unmount);
                document::remove(end);
            }
            Self::Rows(effect) => {
                effect.with(BuiltRows::unmount);
            }
        }
    }

    /// Its first node.
    pub(crate) fn first(&self) -> Option<Node> {
        match self {
            Self::Nothing(mark) => Some(mark.clone().into()),
            Self::Text(node, _) => Some(node.clone().into()),
            Self::Element(element) => Some(element.node.clone().into()),
            Self::Live(effect) => effect.with(|built| built.first()).flatten(),
            Self::List(list, end) => list.first().map_or_else(|| Some(end.clone().into()), Self::first),
            Self::Rows(effect) => effect.with(|rows| rows.first()).flatten(),
        }
    }
}

/// One after the other: what there was more of goes, what there is more of comes in front of the end.
fn become_list(new: Vec<View>, old: &mut Vec<Built>, end: &Comment) {
    for mut gone in old.drain(new.len().min(old.len())..) {
        gone.unmount();
    }
    let mut new = new.into_iter();
    for (built, view) in old.iter_mut().zip(new.by_ref()) {
        built.become_view(view);
    }
    for view in new {
        let mut built = Built::new(view);
        built.insert_before(end);
        old.push(built);
    }
}

impl BuiltElement {
    fn new(element: Element) -> Self {
        let Parts { name, drawn, attributes, listeners, reference, children } = *element.0;
        let node = document::element(name, drawn);
        // Before the values: what a list has chosen must be in it.
        let mut children: Vec<Built> = children.into_iter().map(Built::new).collect();
        for child in &mut children {
            child.mount(&node, None);
        }
        let attributes = attributes.into_iter().map(|attribute| Held::write(attribute, &node, None)).collect();
        let mut built = Self { node, name, attributes, listeners: Vec::new(), children };
        built.attach(listeners, reference);
        built
    }

    /// Whether `element` differs only in values.
    fn can_become(&self, element: &Element) -> bool {
        let parts = &element.0;
        let is = |(held, new): (&Held, &Attribute)| held.kind == new.kind && held.name == new.name;
        parts.name == self.name
            && parts.attributes.len() == self.attributes.len()
            && parts.children.len() == self.children.len()
            && self.attributes.iter().zip(&parts.attributes).all(is)
    }

    fn become_element(&mut self, element: Element) {
        let Parts { attributes, listeners, reference, children, .. } = *element.0;
        for (built, view) in self.children.iter_mut().zip(children) {
            built.become_view(view);
        }
        let before = std::mem::take(&mut self.attributes);
        let both = attributes.into_iter().zip(before);
        self.attributes = both.map(|(new, old)| Held::write(new, &self.node, Some(old))).collect();
        self.attach(listeners, reference);
    }

    /// Sets the listeners, in the place of those before, and tells who wants to know the element.
    fn attach(&mut self, listeners: Vec<(&'static str, Listener)>, reference: Option<Reference>) {
        self.listeners.clear();
        for (event, listener) in listeners {
            let call = Closure::wrap(listener.0);
            let _ = self.node.add_event_listener_with_callback(event, call.as_ref().unchecked_ref());
            self.listeners.push(Listening { node: self.node.clone(), event, call });
        }
        if let Some(Reference(tell)) = reference {
            tell(&self.node);
        }
    }
}
