//! Reads what postcard wrote, in a way of its own: with derived readers that can fail, half the code is the giving up of what
//! was read so far, field by field, and the page carries it for bytes that it made itself. Here reading cannot fail: what does
//! not fit is noted, everything after it is read as 0, and at the end the whole is thrown away. Knows no scenario.

use std::fmt;

use serde::de::value::U32Deserializer;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

/// How deep values may stand in each other: deeper than any that is written.
const DEPTH_MAX: u32 = 64;

/// A value from bytes; `None` if they are not one, and nothing else.
#[must_use]
pub fn read<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Option<T> {
    let mut reader = Reader { bytes, depth: 0, failed: false };
    let Ok(value) = T::deserialize(&mut reader);
    (!reader.failed && reader.bytes.is_empty()).then_some(value)
}

struct Reader<'de> {
    bytes: &'de [u8],
    depth: u32,
    failed: bool,
}

/// The error that there is none of.
#[derive(Debug)]
enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl de::Error for Never {
    /// Complaints of the types that are read: those of a number of fields or a variant cannot come up, because there is always a
    /// further field and variants are checked before; no type that is written has others.
    #[cold]
    #[inline(never)]
    fn custom<T: fmt::Display>(_: T) -> Never {
        unreachable!("a value that was written is refused by its own type")
    }
}

impl<'de> Reader<'de> {
    #[cold]
    #[inline(never)]
    fn fail(&mut self) {
        self.failed = true;
        self.bytes = &[];
    }

    #[inline(never)]
    fn take(&mut self, count: usize) -> &'de [u8] {
        match self.bytes.split_at_checked(count) {
            Some((taken, rest)) => {
                self.bytes = rest;
                taken
            }
            None => {
                self.fail();
                &[]
            }
        }
    }

    #[inline(never)]
    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    /// Seven bits a byte, the lowest first; the highest bit says that there are more.
    #[inline(never)]
    fn whole(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
        }
        self.fail();
        0
    }

    #[inline(never)]
    fn signed(&mut self) -> i64 {
        let number = self.whole();
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    #[inline(never)]
    fn float(&mut self) -> f64 {
        f64::from_le_bytes(self.take(8).try_into().unwrap_or_default())
    }

    #[inline(never)]
    fn text(&mut self) -> &'de str {
        let count = self.length();
        match str::from_utf8(self.take(count)) {
            Ok(text) => text,
            Err(_) => {
                self.fail();
                ""
            }
        }
    }

    /// How many of something come. Each takes a byte at least, so there are never more than bytes.
    #[inline(never)]
    fn length(&mut self) -> usize {
        let count = usize::try_from(self.whole()).unwrap_or(usize::MAX);
        if count > self.bytes.len() {
            self.fail();
            return 0;
        }
        count
    }

    /// Which variant of so many; goes one deeper.
    #[inline(never)]
    fn variant(&mut self, count: usize) -> u32 {
        self.depth += 1;
        let index = self.whole();
        if index >= count as u64 || self.depth > DEPTH_MAX {
            self.fail();
            return 0;
        }
        index as u32
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $read:ident $ty:ty)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
            visitor.$visit(self.$read() as $ty)
        }
    )*};
}

macro_rules! unwritten {
    ($($method:ident)*) => {$(
        /// Nothing that is written needs it.
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
            self.fail();
            visitor.visit_unit()
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Never;

    numbers! {
        deserialize_u8 visit_u8 byte u8
        deserialize_u16 visit_u16 whole u16
        deserialize_u32 visit_u32 whole u32
        deserialize_u64 visit_u64 whole u64
        deserialize_i8 visit_i8 byte i8
        deserialize_i16 visit_i16 signed i16
        deserialize_i32 visit_i32 signed i32
        deserialize_i64 visit_i64 signed i64
        deserialize_f64 visit_f64 float f64
    }

    unwritten! {
        deserialize_any deserialize_f32 deserialize_char deserialize_identifier deserialize_ignored_any
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(self.byte() != 0)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let count = self.length();
        visitor.visit_borrowed_bytes(self.take(count))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.byte() == 0 { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.length();
        visitor.visit_seq(Items { reader: self, left })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.length();
        visitor.visit_map(Items { reader: self, left })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        let index = self.variant(variants.len());
        let Ok(value) = visitor.visit_enum(Chosen { reader: &mut *self, index });
        self.depth = self.depth.saturating_sub(1);
        Ok(value)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// The fields of a value, of which there is always another: who reads them knows how many there are.
struct Fields<'a, 'de>(&'a mut Reader<'de>);

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        let Ok(value) = seed.deserialize(&mut *self.0);
        Ok(Some(value))
    }
}

/// So many items.
struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    left: usize,
}

impl Items<'_, '_> {
    fn next(&mut self) -> bool {
        let more = self.left > 0 && !self.reader.failed;
        self.left = self.left.saturating_sub(1);
        more
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        if !self.next() {
            return Ok(None);
        }
        let Ok(value) = seed.deserialize(&mut *self.reader);
        Ok(Some(value))
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Never;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Never> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Never> {
        seed.deserialize(&mut *self.reader)
    }
}

/// A variant.
struct Chosen<'a, 'de> {
    reader: &'a mut Reader<'de>,
    index: u32,
}

impl<'a, 'de> EnumAccess<'de> for Chosen<'a, 'de> {
    type Error = Never;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Never> {
        let index: U32Deserializer<Never> = self.index.into_deserializer();
        let Ok(variant) = seed.deserialize(index);
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Chosen<'_, 'de> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self.reader)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self.reader))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self.reader))
    }
}
