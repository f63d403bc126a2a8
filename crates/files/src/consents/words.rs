//! Consents in words, also beside the actions that they concern.

use domain::protection::{Channel, Purpose, Said, Standing, warns};
use maud::{Markup, html};
use web::Texts;

/// The message of a channel.
pub fn channel_label(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "consent-phone",
        Channel::Email => "consent-email",
        Channel::Letter => "consent-letter",
        Channel::Messenger => "consent-messenger",
    }
}

/// The message of a purpose.
pub fn purpose_label(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Service => "consent-service",
        Purpose::Offers => "consent-offers",
        Purpose::Greetings => "consent-greetings",
    }
}

/// The message of what was said.
pub fn said_label(said: Said) -> &'static str {
    match said {
        Said::Given => "consent-given",
        Said::Refused => "consent-refused",
        Said::Withdrawn => "consent-withdrawn",
        Said::Unknown => "consent-unknown",
    }
}

/// A calm word beside an action by that way, where the client refused it for a purpose.
pub fn warning(texts: &Texts<'_>, standing: &[Standing], channel: Channel) -> Markup {
    let purposes: Vec<String> = warns(standing, channel).into_iter().map(|purpose| texts.say(purpose_label(purpose))).collect();
    let key = match channel {
        Channel::Phone => "consent-no-phone",
        Channel::Email => "consent-no-email",
        Channel::Letter => "consent-no-letter",
        Channel::Messenger => "consent-no-messenger",
    };
    html! { @if !purposes.is_empty() { span.tag.tag-quiet.consent-no { (texts.with(key, &[("purposes", purposes.join(", ").into())])) } } }
}
