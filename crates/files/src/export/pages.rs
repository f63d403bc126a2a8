//! `GET /export`: what an export holds and its three forms; `GET /export/{form}`: the file.

use super::{Form, write};
use binder::By;
use maud::html;
use store::Value;
use web::audit::Kind;
use web::layout::sheet;
use web::{Answer, Ask, Failure, Nav, Reply, Visible};

/// Shows the three forms and says whose clients they hold.
pub fn show(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let count: i64 = ask.read(|tx| {
        let sql = format!("SELECT count(*) FROM client WHERE {}", Visible::condition("owner_id", 1));
        tx.one(&sql, &by.visible.params() as &[Value])
    })?;
    let texts = ask.texts();
    let whose = match by.visible {
        Visible::Own(..) => texts.with("export-own", &[("count", count.into())]),
        Visible::Team(..) => texts.with("export-team", &[("count", count.into())]),
        Visible::All => texts.with("export-all", &[("count", count.into())]),
    };
    let body = html! {
        div.page-narrow {
            p.page-lead { (whose) }
            ul.rows {
                @for form in Form::ALL {
                    li.row-item {
                        div.row-main {
                            strong { (texts.say(title(form))) }
                            span.row-sub { (texts.say(about(form))) }
                        }
                        span.row-end { a.btn href={ "/export/" (form.ending()) } download { (texts.say("export-download")) } }
                    }
                }
            }
            p.field-hint { (texts.say("export-again")) }
        }
    };
    Ok(sheet(ask, Nav::Clients, texts.say("export-title"), body))
}

fn title(form: Form) -> &'static str {
    match form {
        Form::Csv => "export-csv",
        Form::Xlsx => "export-xlsx",
        Form::Vcard => "export-vcf",
    }
}

fn about(form: Form) -> &'static str {
    match form {
        Form::Csv => "export-csv-about",
        Form::Xlsx => "export-xlsx-about",
        Form::Vcard => "export-vcf-about",
    }
}

/// Writes the file and sends it.
pub fn download(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let form = Form::parse(&ask.path::<String>("form")?).ok_or(Failure::NotFound)?;
    let name = format!("daybinder-{}.{}", by.today, form.ending());
    // Before the first byte leaves: what cannot be told is not given.
    ask.write(|tx| ask.audit(tx, Kind::Exported, &name, &[]))?;
    Reply::made(form.content_type(), &name, |path| write(&ask.app.db, &by, form, path, &mut |_| {}).map(drop))
}
