//! Declares records and sets of words: the type, how it is read, and its shape, from one list.

/// A struct whose fields are keys of a map. Behind a key, `=> [A | B, C]` says what sorts of names stand in its value, from
/// the outermost map or list inwards.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $name:ident is $about:literal {
            $($(#[doc = $field_doc:literal])+ $field:ident: $ty:ty = $key:literal $(=> [$($($sort:ident)|+),+])?,)*
        }
        $(with $(#[doc = $part_doc:literal])+ $part:ident: $part_ty:ty;)?
        $(later { $($later:literal = $what:literal),* $(,)? })?
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[doc = $field_doc])+ pub $field: $ty,)*
            $($(#[doc = $part_doc])+ pub $part: $part_ty,)?
        }

        impl $crate::decode::Record for $name {
            const ABOUT: &'static str = $about;
            const LATER: &'static [(&'static str, &'static str)] = &[$($(($later, $what)),*)?];

            fn take(fields: &$crate::decode::Fields<'_>, cx: &mut $crate::decode::Decoder<'_>) -> Option<Self> {
                // Every key is read before the first failure ends the record.
                $(let $field = <$ty as $crate::decode::Field>::take(fields, $key, cx);)*
                $(let $part = <$part_ty as $crate::decode::Record>::take(fields, cx);)?
                // All are asked before any is moved: one way out, and one clean-up behind it, whatever fails.
                $($field.as_ref()?;)*
                $($part.as_ref()?;)?
                Some($name { $($field: $field?,)* $($part: $part?,)? })
            }

            fn keys() -> Vec<&'static str> {
                #[allow(unused_mut)]
                let mut keys = vec![$($key),*];
                $(keys.extend(<$part_ty as $crate::decode::Record>::keys());)?
                keys
            }

            fn fields() -> Vec<$crate::decode::FieldShape> {
                #[allow(unused_mut)]
                let mut fields = vec![$($crate::decode::FieldShape {
                    key: $key,
                    about: concat!($($field_doc),+),
                    shape: <<$ty as $crate::decode::Field>::Value as $crate::decode::Decode>::shape(),
                    required: <$ty as $crate::decode::Field>::REQUIRED,
                    names: &[$($(&[$($crate::decode::Sort::$sort),+]),+)?],
                },)*];
                $(fields.extend(<$part_ty as $crate::decode::Record>::fields());)?
                fields
            }
        }

        impl $crate::decode::Decode for $name {
            fn decode(node: &$crate::tree::Node, cx: &mut $crate::decode::Decoder<'_>) -> Option<Self> {
                $crate::decode::Fields::record(node, cx)
            }

            fn shape() -> $crate::decode::Shape {
                $crate::decode::Shape::Record {
                    name: stringify!($name),
                    about: concat!($($doc),+),
                    fields: <$name as $crate::decode::Record>::fields,
                }
            }
        }
    };
}

/// An enum whose variants are the words that may stand at a place.
macro_rules! words {
    (
        $(#[doc = $doc:literal])+
        $name:ident is $about:literal { $($(#[doc = $word_doc:literal])+ $variant:ident = $word:literal,)+ }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[doc = $word_doc])+ $variant,)+
        }

        impl $name {
            /// Every word with what it means.
            pub const WORDS: &'static [(&'static str, &'static str)] = &[$(($word, concat!($($word_doc),+)),)+];

            /// The word.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }
        }

        impl $crate::decode::Decode for $name {
            fn decode(node: &$crate::tree::Node, cx: &mut $crate::decode::Decoder<'_>) -> Option<Self> {
                let text = <$crate::decode::Prose as $crate::decode::Decode>::decode(node, cx)?;
                match text.as_str() {
                    $($word => Some($name::$variant),)+
                    other => {
                        $crate::decode::unknown_word(node, other, $about, Self::WORDS, cx);
                        None
                    }
                }
            }

            fn shape() -> $crate::decode::Shape {
                $crate::decode::Shape::Words(Self::WORDS)
            }
        }
    };
}

pub(crate) use {record, words};
