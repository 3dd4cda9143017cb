//! Glyphs and icons: one definition each, referred to by `use`. Status glyphs are the five shapes that carry status
//! without colour.

use crate::prelude::*;
use brownout_run::view::Like;

/// Class and part of the glyph's id.
#[must_use]
pub fn like_class(like: Like) -> &'static str {
    match like {
        Like::Healthy => "healthy",
        Like::Degraded => "degraded",
        Like::Critical => "critical",
        Like::Down => "down",
        Like::Isolated => "isolated",
    }
}

/// Reference to the glyph of a status.
#[must_use]
pub fn like_ref(like: Like) -> &'static str {
    match like {
        Like::Healthy => "#s-healthy",
        Like::Degraded => "#s-degraded",
        Like::Critical => "#s-critical",
        Like::Down => "#s-down",
        Like::Isolated => "#s-isolated",
    }
}

/// A status glyph in running text.
#[component]
pub fn Glyph(
    /// Which.
    #[prop(into)]
    like: Signal<Like>,
) -> impl IntoView {
    view! {
        <svg class=move || format!("g {}", like_class(like.get())) aria-hidden="true">
            <use href=move || like_ref(like.get())/>
        </svg>
    }
}

/// An icon in a button.
#[component]
pub fn Icon(
    /// Its reference, `#i-play`.
    href: &'static str,
) -> impl IntoView {
    view! { <svg class="i" aria-hidden="true"><use href=href/></svg> }
}

/// All definitions. Once in the page.
#[component]
pub fn Sprite() -> impl IntoView {
    view! {
        <svg class="sprite" aria-hidden="true">
            <Statuses/>
            <Icons/>
        </svg>
    }
}

#[component]
fn Statuses() -> impl IntoView {
    view! {
        <symbol id="s-healthy" viewBox="0 0 14 14"><circle cx="7" cy="7" r="4.6" fill="none" stroke="currentColor" stroke-width="1.8"/></symbol>
        <symbol id="s-degraded" viewBox="0 0 14 14"><path d="M7 1.2 13.4 12.6H.6Z" fill="currentColor"/></symbol>
        <symbol id="s-critical" viewBox="0 0 14 14"><path fill="currentColor" fill-rule="evenodd" d="M7 0l7 7-7 7-7-7zM6.1 3.4l.3 4.6h1.2l.3-4.6zM6.1 9.2v1.6h1.8V9.2z"/></symbol>
        <symbol id="s-down" viewBox="0 0 14 14"><path fill="currentColor" fill-rule="evenodd" d="M2 .8h10q1.2 0 1.2 1.2v10q0 1.2-1.2 1.2H2Q.8 13.2.8 12V2Q.8.8 2 .8zM4.7 3.5 3.5 4.7 5.8 7 3.5 9.3l1.2 1.2L7 8.2l2.3 2.3 1.2-1.2L8.2 7l2.3-2.3-1.2-1.2L7 5.8z"/></symbol>
        <symbol id="s-isolated" viewBox="0 0 14 14"><path d="M4.5 1.5h-3v11h3M9.5 1.5h3v11h-3" fill="none" stroke="currentColor" stroke-width="1.8"/><circle cx="7" cy="7" r="2" fill="currentColor"/></symbol>
    }
}

#[component]
fn Icons() -> impl IntoView {
    view! {
        <symbol id="i-dice" viewBox="0 0 16 16"><rect x="2" y="2" width="12" height="12" rx="2.5"/><path d="M5.5 5.5h0M10.5 5.5h0M8 8h0M5.5 10.5h0M10.5 10.5h0" stroke-width="2"/></symbol>
        <symbol id="i-share" viewBox="0 0 16 16"><path d="M8 10V2M5 4.5 8 1.8l3 2.7M3 8v5.5h10V8"/></symbol>
        <symbol id="i-theme" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.5"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/></symbol>
        <symbol id="i-help" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6"/><path d="M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.9.7-.9 1.4M8 11.4h0"/></symbol>
        <symbol id="i-search" viewBox="0 0 16 16"><circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/></symbol>
        <symbol id="i-down" viewBox="0 0 16 16"><path d="m4.5 6.5 3.5 3.5 3.5-3.5"/></symbol>
        <symbol id="i-play" viewBox="0 0 16 16"><path d="M4.5 2.5v11l9-5.5z"/></symbol>
        <symbol id="i-pause" viewBox="0 0 16 16"><path d="M4 3h3v10H4zM9 3h3v10H9z"/></symbol>
        <symbol id="i-next" viewBox="0 0 16 16"><path d="m4 3.5 5.5 4.5L4 12.5zM12 3.5v9"/></symbol>
        <symbol id="i-leap" viewBox="0 0 16 16"><path d="m2 3.5 5 4.5-5 4.5v-9ZM7.5 3.5l5 4.5-5 4.5v-9ZM14 3.5v9"/></symbol>
        <symbol id="i-prev" viewBox="0 0 16 16"><path d="M12 3.5 6.5 8l5.5 4.5zM4 3.5v9"/></symbol>
        <symbol id="i-menu" viewBox="0 0 16 16"><path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/></symbol>
        <symbol id="i-branch" viewBox="0 0 16 16"><circle cx="4" cy="3.5" r="1.5"/><circle cx="4" cy="12.5" r="1.5"/><circle cx="12" cy="5.5" r="1.5"/><path d="M4 5v6M12 7c0 2.5-8 1.5-8 4"/></symbol>
        <symbol id="i-undo" viewBox="0 0 16 16"><path d="M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6"/></symbol>
        <symbol id="i-redo" viewBox="0 0 16 16"><path d="m10.5 3 3 3-3 3M13.5 6H6a3.5 3.5 0 0 0 0 7h4"/></symbol>
        <symbol id="i-out" viewBox="0 0 16 16"><path d="M9 2.5h4.5V7M13.5 2.5l-6 6M11 9.5v4H2.5V5h4"/></symbol>
        <symbol id="i-fit" viewBox="0 0 16 16"><path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"/></symbol>
        <symbol id="i-plus" viewBox="0 0 16 16"><path d="M8 3v10M3 8h10"/></symbol>
        <symbol id="i-minus" viewBox="0 0 16 16"><path d="M3 8h10"/></symbol>
        <symbol id="i-check" viewBox="0 0 16 16"><path d="m3 8.5 3.5 3.5L13 4.5"/></symbol>
        <symbol id="i-close" viewBox="0 0 16 16"><path d="m4 4 8 8M12 4l-8 8"/></symbol>
    }
}
