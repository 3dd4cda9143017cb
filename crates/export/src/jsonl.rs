//! Frames as JSON, a line each: what `brownout run --frames` prints.

use brownout_run::Game;
use brownout_run::report::frame_json;

pub(crate) fn write(game: &Game) -> String {
    let mut out = String::new();
    for frame in game.frames() {
        out.push_str(&frame_json(game, frame).to_string());
        out.push('\n');
    }
    out
}
