//! Signing in through a provider: who comes in, and everybody who must not.

use super::provider::{CLIENT, Provider, SECRET, Signing, plain};
use super::{cookie, get_with, with_passwords};
use crate::each_database;
use serde_json::{Value as Json, json};
use testkit::Caller::{self, *};
use testkit::{Answer, World};
use web::openid::OpenId;

/// The same server with a provider.
fn with_provider(world: &World, provider: &Provider, is_only: bool) -> World {
    let openid = OpenId { issuer: provider.issuer(), client_id: CLIENT.to_owned(), secret: SECRET.to_owned(), name: "Lotus ID".to_owned(), is_only };
    world.second_node_with(&daybinder::routes::routes(), web::Config { openid: Some(openid), ..world.app.config.clone() })
}

/// A browser that was sent to the provider.
struct Away {
    cookie: String,
    query: std::collections::BTreeMap<String, String>,
}

fn go(world: &World, next: &str) -> Away {
    let answer = world.get(Nobody, &format!("/sign-in/provider?next={next}"));
    assert_eq!(answer.status, 303, "{}", answer.body);
    let (_, query) = answer.location().split_once("/authorize?").unwrap();
    let query = query.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name.to_owned(), plain(value))).collect();
    Away { cookie: cookie(&answer), query }
}

/// What the provider says of somebody, for that browser.
fn claims(world: &World, provider: &Provider, away: &Away, subject: &str, email: &str) -> Json {
    let now = world.now().as_second();
    json!({"iss": provider.issuer(), "aud": CLIENT, "sub": subject, "iat": now, "exp": now + 300, "nonce": away.query["nonce"], "email": email, "email_verified": true})
}

fn come(world: &World, provider: &Provider, away: &Away, claims: Json, signing: Signing) -> Answer {
    let code = provider.code(claims, signing, &away.query["code_challenge"]);
    get_with(world, &away.cookie, &format!("/sign-in/provider/back?state={}&code={code}", away.query["state"]))
}

/// Comes back rightly as that account.
fn enter(world: &World, provider: &Provider, subject: &str, email: &str) -> Answer {
    let away = go(world, "/");
    let claims = claims(world, provider, &away, subject, email);
    come(world, provider, &away, claims, Signing::Right)
}

fn session_of(answer: &Answer) -> String {
    let all: Vec<&str> = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect();
    all.iter().find(|one| one.starts_with("daybinder=")).map_or(String::new(), |one| one.split(';').next().unwrap().to_owned())
}

fn is_in(world: &World, answer: &Answer, caller: Caller) -> bool {
    let session = session_of(answer);
    let hash = web::secret::hash(session.split_once('=').map_or("", |(_, token)| token));
    let whose = format!("SELECT coalesce(max(person_id), 0) FROM session WHERE token_hash = '{hash}' AND is_strong = 1");
    answer.status == 303 && world.number(&whose) == world.id(caller).0 && get_with(world, &session, "/settings").status == 200
}

#[test]
fn somebody_with_a_verified_address_comes_in_and_is_known_from_then_on() {
    each_database(|world| {
        let provider = Provider::start();
        let world = with_provider(world, &provider, false);
        assert!(world.get(Nobody, "/sign-in?next=%2Fclients").says("/sign-in/provider?next=%2Fclients"));
        let away = go(&world, "%2Fclients");
        for (name, value) in [("client_id", CLIENT), ("response_type", "code"), ("code_challenge_method", "S256"), ("scope", "openid email")] {
            assert_eq!(away.query[name], value);
        }
        assert_eq!(away.query["redirect_uri"], "http://binder.example.com/sign-in/provider/back");
        let told = claims(&world, &provider, &away, "7", "SREYMOM@shop.example.com");
        let answer = come(&world, &provider, &away, told, Signing::Right);
        assert!(is_in(&world, &answer, Sreymom), "{} {}", answer.status, answer.body);
        assert_eq!(answer.location(), "/clients");
        assert!(get_with(&world, &session_of(&answer), "/settings").says("known here since Monday 23 November"));
        // The account decides now, whatever its address says.
        let again = enter(&world, &provider, "7", "else@example.com");
        assert!(is_in(&world, &again, Sreymom), "{}", again.body);
        let kinds = "SELECT count(*) FROM audit WHERE kind =";
        assert_eq!((world.number(&format!("{kinds} 'provider_linked'")), world.number(&format!("{kinds} 'signed_in'"))), (1, 2));
        // Taken off, the address decides anew, and another account may come.
        assert!(enter(&world, &provider, "8", "sreymom@shop.example.com").says("known here by another account"));
        assert_eq!(world.post(Sreymom, "/settings/provider/removal", &[]).status, 303);
        assert!(is_in(&world, &enter(&world, &provider, "8", "sreymom@shop.example.com"), Sreymom));
        assert_eq!(world.number("SELECT count(*) FROM openid_asked"), 0);
        // What the provider says of itself is asked once.
        assert_eq!(provider.asked().iter().filter(|path| *path == "/jwks").count(), 1);
    });
}

#[test]
fn whoever_the_provider_does_not_vouch_for_stays_outside_and_leaves_nothing() {
    each_database(|world| {
        let provider = Provider::start();
        let world = with_provider(world, &provider, false);
        let email = "sreymom@shop.example.com";
        let now = world.now().as_second();
        let wrong: [(&str, Json); 8] = [
            ("nonce", json!("another")),
            ("aud", json!("somebody")),
            ("aud", json!([CLIENT, "somebody"])),
            ("azp", json!("somebody")),
            ("iss", json!("https://accounts.example.com")),
            ("exp", json!(now - 1)),
            ("sub", Json::Null),
            ("exp", json!("soon")),
        ];
        for (name, value) in wrong {
            let away = go(&world, "/");
            let mut told = claims(&world, &provider, &away, "7", email);
            told[name] = value.clone();
            let answer = come(&world, &provider, &away, told, Signing::Right);
            assert!(answer.status == 403 && answer.says("could not be believed"), "{name} {value}: {} {}", answer.status, answer.body);
        }
        for signing in [Signing::Foreign, Signing::None, Signing::Shared] {
            let away = go(&world, "/");
            let told = claims(&world, &provider, &away, "7", email);
            assert_eq!(come(&world, &provider, &away, told, signing).status, 403, "{signing:?}");
        }
        for (key, value, said) in [
            ("email_verified", json!(false), "has not verified"),
            ("email_verified", Json::Null, "has not verified"),
            ("email", json!("<b>stranger</b>@example.com"), "&lt;b&gt;stranger&lt;/b&gt;@example.com"),
        ] {
            let away = go(&world, "/");
            let mut told = claims(&world, &provider, &away, "7", email);
            told[key] = value;
            let answer = come(&world, &provider, &away, told, Signing::Right);
            assert!(answer.status == 403 && answer.says(said), "{}", answer.body);
        }
        world.run(&format!("UPDATE person SET active = 0 WHERE id = {}", world.id(Bopha).0));
        assert_eq!(enter(&world, &provider, "9", "bopha@shop.example.com").status, 403, "who left stays outside");
        assert_eq!((world.number("SELECT count(*) FROM openid_link"), world.number("SELECT count(*) FROM session WHERE is_strong = 1")), (0, 0));
        // Who left after having been known stays outside too.
        assert_eq!(enter(&world, &provider, "10", "ivan@shop.example.com").status, 303);
        world.run(&format!("UPDATE person SET active = 0 WHERE id = {}", world.id(Ivan).0));
        assert_eq!(enter(&world, &provider, "10", "ivan@shop.example.com").status, 403);
    });
}

#[test]
fn a_way_back_works_once_in_the_browser_that_went_and_leads_to_a_path_of_ours() {
    each_database(|world| {
        let provider = Provider::start();
        let world = with_provider(world, &provider, false);
        let (mine, other) = (go(&world, "/"), go(&world, "/"));
        let told = claims(&world, &provider, &mine, "7", "sreymom@shop.example.com");
        let code = provider.code(told, Signing::Right, &mine.query["code_challenge"]);
        let way = format!("/sign-in/provider/back?state={}&code={code}", mine.query["state"]);
        for stranger in [other.cookie.as_str(), "daybinder-door=", "x=y"] {
            let answer = get_with(&world, stranger, &way);
            assert!(answer.status == 400 && answer.says("belongs to another browser"), "{}", answer.body);
        }
        assert_eq!(get_with(&world, &mine.cookie, &way).status, 303);
        assert_eq!(get_with(&world, &mine.cookie, &way).status, 400, "replayed");
        // The provider, or the person there, said no; and ten minutes are over.
        let said_no = get_with(&world, &other.cookie, &format!("/sign-in/provider/back?state={}&error=access_denied", other.query["state"]));
        assert!(said_no.status == 403 && said_no.says("let nobody in"), "{}", said_no.body);
        let late = go(&world, "/");
        let told = claims(&world, &provider, &late, "7", "sreymom@shop.example.com");
        world.clock_to(jiff::civil::date(2026, 11, 23), 8, 41);
        assert_eq!(come(&world, &provider, &late, told, Signing::Right).status, 400);
        for next in ["https%3A%2F%2Fexample.com", "%2F%2Fexample.com", "%2F%09%2Fexample.com", "%5C%5Cexample.com"] {
            let away = go(&world, next);
            let told = claims(&world, &provider, &away, "7", "sreymom@shop.example.com");
            assert_eq!(come(&world, &provider, &away, told, Signing::Right).location(), "/", "{next}");
        }
    });
}

#[test]
fn changed_keys_are_asked_for_and_a_provider_that_is_down_is_said() {
    each_database(|world| {
        let provider = Provider::start();
        let world = with_provider(world, &provider, false);
        assert_eq!(enter(&world, &provider, "7", "sreymom@shop.example.com").status, 303);
        world.clock_to(jiff::civil::date(2026, 11, 23), 8, 35);
        provider.rotate();
        assert_eq!(enter(&world, &provider, "7", "sreymom@shop.example.com").status, 303, "another key is asked for");
        provider.goes_down(true);
        let away = go(&world, "/");
        let told = claims(&world, &provider, &away, "7", "sreymom@shop.example.com");
        let answer = come(&world, &provider, &away, told, Signing::Right);
        assert!([403, 503].contains(&answer.status) && answer.says("/sign-in\""), "{} {}", answer.status, answer.body);
        world.clock_to(jiff::civil::date(2026, 11, 23), 10, 35);
        let answer = world.get(Nobody, "/sign-in/provider");
        assert!(answer.status == 503 && answer.says("Lotus ID cannot be reached just now"), "{}", answer.body);
    });
}

#[test]
fn passwords_open_no_door_where_only_the_provider_does_and_its_factors_count() {
    each_database(|bare| {
        let provider = Provider::start();
        with_passwords(bare, &[Sreymom]);
        let field = [("email", Sreymom.email()), ("password", super::PASSWORD)];
        assert_eq!(bare.get(Nobody, "/sign-in/provider").status, 404, "without a provider there is no such way");
        let world = with_provider(bare, &provider, true);
        let page = world.get(Nobody, "/sign-in");
        assert!(!page.says("name=\"password\"") && page.says("Sign in with Lotus ID"), "{}", page.body);
        let answer = world.post(Nobody, "/sign-in", &field);
        assert!(answer.status == 422 && answer.says("Passwords open no door here"), "{}", answer.body);
        bare.run("UPDATE company SET second_factor_roles = 'manager'");
        let entered = enter(&world, &provider, "7", "sreymom@shop.example.com");
        assert_eq!(get_with(&world, &session_of(&entered), "/").status, 200, "no code is asked for beside the provider's");
        assert_eq!(bare.get(Sreymom, "/").status, 303, "where a password opened the door it still is");
    });
}
