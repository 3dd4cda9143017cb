//! Arrow keys in the graph: ← to a caller, → to a callee, ↑ ↓ in the layer; Enter selects.

use crate::prelude::*;
use brownout_layout::neighbours;

use super::node::node_id;
use super::place::Laid;
use crate::dom;
use crate::store::Play;

/// Answers a key press somewhere in the graph.
pub fn on_key(event: &web_sys::KeyboardEvent, play: Play, laid: &Laid, roving: RwSignal<usize>) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let here = roving.get_untracked();
    let moves = neighbours(&laid.layout, &laid.graph, u32::try_from(here).unwrap_or(u32::MAX));
    let to = match event.key().as_str() {
        "ArrowLeft" => moves.caller,
        "ArrowRight" => moves.callee,
        "ArrowUp" => moves.up,
        "ArrowDown" => moves.down,
        "Home" => Some(0),
        "End" => u32::try_from(laid.graph.nodes.len().saturating_sub(1)).ok(),
        "Enter" => {
            event.prevent_default();
            let selected = play.selected.get_untracked();
            play.selected.set(if selected == Some(here) { None } else { Some(here) });
            return;
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(to) = to {
        roving.set(to as usize);
        dom::focus_now(&node_id(to as usize));
    }
}
