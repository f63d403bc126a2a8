//! The routes as data, so that the rights table is generated from what is served (quality.md, Access).
//!
//! Owns who may call what. A route cannot exist without saying it.

use crate::{Answer, Ask};
use domain::Role;

/// Who may call a route. What a person may *see* behind it is decided by [`crate::Visible`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Public,
    /// Every colleague who is signed in.
    Staff,
    /// Heads, directors and administrators.
    Head,
    /// Directors and administrators.
    Director,
    /// Administrators.
    Admin,
}

impl Who {
    /// Whether somebody of that role (`None` = not signed in) may call it.
    pub fn allows(self, role: Option<Role>) -> bool {
        match self {
            Who::Public => true,
            Who::Staff => role.is_some(),
            Who::Head => matches!(role, Some(Role::Head | Role::Director | Role::Admin)),
            Who::Director => matches!(role, Some(Role::Director | Role::Admin)),
            Who::Admin => matches!(role, Some(Role::Admin)),
        }
    }

    /// The word in the rights table.
    pub fn as_str(self) -> &'static str {
        match self {
            Who::Public => "public",
            Who::Staff => "staff",
            Who::Head => "head",
            Who::Director => "director",
            Who::Admin => "admin",
        }
    }
}

/// What body a route takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// None, or an ordinary form of at most one megabyte.
    Form,
    /// A form with one file, up to the configured size.
    Upload,
}

/// One route.
#[derive(Clone, Copy)]
pub struct Route {
    /// GET or POST. GET never changes anything.
    pub method: &'static str,
    /// The path, "/files/{id}/filing".
    pub path: &'static str,
    /// Who may call it.
    pub who: Who,
    /// What it takes.
    pub body: Body,
    /// The function's path in the code, for the rights table.
    pub function: &'static str,
    /// The function.
    pub handler: fn(&mut Ask) -> Answer,
}

/// Lists routes: `routes![GET "/day" Staff pages::day, POST "/move" Staff pages::move_slips]`.
#[macro_export]
macro_rules! routes {
    ($($method:ident $path:literal $who:ident $handler:path $(as $body:ident)?),* $(,)?) => {
        vec![$($crate::Route {
            method: stringify!($method),
            path: $path,
            who: $crate::Who::$who,
            body: $crate::routes!(@body $($body)?),
            function: concat!(module_path!(), "::", stringify!($handler)),
            handler: $handler,
        }),*]
    };
    (@body) => { $crate::Body::Form };
    (@body $body:ident) => { $crate::Body::$body };
}

/// The rights table: one line a route, sorted by path.
pub fn table(routes: &[Route]) -> String {
    let mut lines: Vec<String> = routes
        .iter()
        .map(|route| format!("{:4} {:38} → {:52} {}", route.method, route.path, route.function.replace(' ', ""), route.who.as_str()))
        .collect();
    lines.sort_by_key(|line| line.split_whitespace().nth(1).map(str::to_owned));
    lines.push(String::new());
    lines.join("\n")
}
