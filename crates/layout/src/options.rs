//! Distances. There is no default: each level of detail of the page has a preset of its own.

use crate::graph::{LENGTH_MAX, LayoutError};

/// The distances of a layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Between a layer's right side and the next layer's left side; the curves run here.
    pub layer_gap: f64,
    /// Between two boxes of a layer.
    pub node_gap: f64,
    /// Between an edge that passes a layer and what stands above and below it there.
    pub bend_gap: f64,
    /// Between two edges where they leave a box. Narrowed where the box is too low for all of them.
    pub port_gap: f64,
    /// Between two components, and before the rows of isolated nodes.
    pub component_gap: f64,
}

impl Options {
    /// For [`NodeSize::CARD`](crate::NodeSize::CARD).
    pub const fn cards() -> Self {
        Self { layer_gap: 108.0, node_gap: 24.0, bend_gap: 20.0, port_gap: 20.0, component_gap: 48.0 }
    }

    /// For [`NodeSize::COMPACT`](crate::NodeSize::COMPACT).
    pub const fn compact() -> Self {
        Self { layer_gap: 64.0, node_gap: 16.0, bend_gap: 12.0, port_gap: 12.0, component_gap: 32.0 }
    }

    /// For [`NodeSize::CHIP`](crate::NodeSize::CHIP).
    pub const fn chips() -> Self {
        Self { layer_gap: 56.0, node_gap: 10.0, bend_gap: 8.0, port_gap: 5.0, component_gap: 20.0 }
    }

    /// For [`NodeSize::GLYPH`](crate::NodeSize::GLYPH).
    pub const fn glyphs() -> Self {
        Self { layer_gap: 52.0, node_gap: 8.0, bend_gap: 6.0, port_gap: 4.0, component_gap: 16.0 }
    }

    /// For [`NodeSize::GROUP`](crate::NodeSize::GROUP).
    pub const fn groups() -> Self {
        Self { layer_gap: 96.0, node_gap: 20.0, bend_gap: 16.0, port_gap: 12.0, component_gap: 40.0 }
    }

    /// Refuses gaps that no layout can have.
    pub(crate) fn check(&self) -> Result<(), LayoutError> {
        let &Self { layer_gap, node_gap, bend_gap, port_gap, component_gap } = self;
        let gaps = [
            ("layer_gap", layer_gap),
            ("node_gap", node_gap),
            ("bend_gap", bend_gap),
            ("port_gap", port_gap),
            ("component_gap", component_gap),
        ];
        for (name, value) in gaps {
            if !(0.0..=LENGTH_MAX).contains(&value) {
                return Err(LayoutError::BadGap { name, value });
            }
        }
        Ok(())
    }
}
