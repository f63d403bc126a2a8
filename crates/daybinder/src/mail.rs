//! `daybinder mail test ADDRESS`: one mail through the configured server.

use crate::Stopped;
use crate::command_line::Mail;
use crate::configuration::Configuration;
use desk::reminders::Mailer;

pub(crate) fn command(configuration: &Configuration, command: &Mail) -> Result<(), Stopped> {
    let Mail::Test { address } = command;
    let server = configuration.web.outgoing.mail.as_ref();
    let server =
        server.ok_or_else(|| Stopped("no mail server is set: smtp_host and smtp_from are missing (see 'daybinder config list')".to_owned()))?;
    let texts = web::Catalogue::load();
    let mailer = Mailer::new(server).map_err(Stopped)?;
    let sent = mailer.send_trial(address, &texts.speak(domain::Language::En), &configuration.web.base_url);
    sent.map_err(|why| Stopped(format!("the mail to {address} was not taken: {why}")))?;
    crate::tell(&format!("{}:{} took the mail to {address}.\n", server.host, server.port));
    Ok(())
}
