//! The commands and their options.
//!
//! Owns their names and help texts. Never does anything.

use crate::configuration::Flags;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Daybinder: open to today. Every client's file stands under the date of its next contact.
#[derive(Debug, Parser)]
#[command(name = "daybinder", version, propagate_version = true)]
pub struct CommandLine {
    /// Settings given as flags; they win over the environment and the file.
    #[command(flatten)]
    pub settings: Flags,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the pages until stopped (SIGTERM or Ctrl-C)
    Serve(Serve),
    /// Create the company and its first person, or print a one-time link to do it in the browser
    Setup(Setup),
    /// Add and list people, set passwords, deactivate
    User {
        /// What to do with people.
        #[command(subcommand)]
        command: User,
    },
    /// Take in clients from CSV, XLSX and vCard files
    Import(Import),
    /// Write every client to a file that imports to the same
    Export(Export),
    /// What is kept of a person: written to one file, for whoever asks for it
    Person {
        /// What to do with it.
        #[command(subcommand)]
        command: Person,
    },
    /// Copy the database to a new file, and its documents into the folder daybinder-documents beside it, while it goes
    /// on serving. All backups in one place share that folder: only what is new is copied
    Backup {
        /// The file to make; it must not exist
        file: PathBuf,
        /// Leave the documents out
        #[arg(long)]
        without_documents: bool,
    },
    /// Put a backup and its documents in the place of the database; the server must be stopped
    Restore {
        /// The backup
        file: PathBuf,
    },
    /// Check that every file stands in exactly one place, that all copies of a fact agree, and that every document is there
    Doctor {
        /// Read every document from end to end and compare it with its hash
        #[arg(long)]
        read_documents: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Print the head of the audit log, and prove that no row was changed
    Audit {
        /// What to do with the audit log.
        #[command(subcommand)]
        command: Audit,
    },
    /// Try the mail server
    Mail {
        /// What to do with mail.
        #[command(subcommand)]
        command: Mail,
    },
    /// Fill a base with invented clients, measure every budget over HTTP and print the table. With
    /// --database, on that database, which must be empty or filled by an earlier bench
    Bench(Bench),
    /// Show and check the settings
    Config {
        /// What to do with the settings.
        #[command(subcommand)]
        command: Config,
    },
    /// Print the rights table: every route, its function, who may call it
    Routes,
    /// Look into one document, given on standard input, with limits on time and memory; what the server calls
    #[command(hide = true)]
    LookInto {
        /// text, or picture:PAGE:WIDTH
        wish: String,
        /// The document's name after an equals sign, so that no name is taken for an option
        #[arg(long, allow_hyphen_values = true)]
        name: String,
    },
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Serve the sample company and print a link that signs in at once. Without --database, in a
    /// temporary database that is gone when the server stops
    #[arg(long)]
    pub sample: bool,
}

/// Options of `setup`. Without a company's name, a link is printed; with one, the first person's password is
/// asked for, or read as one line from standard input.
#[derive(Debug, Args)]
pub struct Setup {
    /// The company's name
    #[arg(long, requires = "name", requires = "email")]
    pub company: Option<String>,
    /// Its time zone
    #[arg(long, default_value = "Asia/Phnom_Penh")]
    pub zone: String,
    /// Its language: en, km or ru
    #[arg(long, default_value = "en")]
    pub language: String,
    /// Its country, two letters: how phones without a country code are read
    #[arg(long, default_value = "KH")]
    pub country: String,
    /// Working minutes from Monday to Sunday
    #[arg(long, default_value = "360,360,360,360,360,0,0")]
    pub week: String,
    /// The first person's name; that person is the administrator
    #[arg(long)]
    pub name: Option<String>,
    /// The first person's e-mail address
    #[arg(long)]
    pub email: Option<String>,
}

/// What to do with people.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Add a person; the password is asked for, or read as one line from standard input
    Add {
        /// The e-mail address
        email: String,
        /// The name
        #[arg(long)]
        name: String,
        /// service, manager, head, director or admin
        #[arg(long, default_value = "manager")]
        role: String,
        /// The team; made if there is none of that name
        #[arg(long)]
        team: Option<String>,
        /// en, km or ru; the company's if not given
        #[arg(long)]
        language: Option<String>,
    },
    /// List everybody
    List,
    /// Change a person's name, address, role, team or language; another role ends every session
    Change {
        /// The e-mail address
        email: String,
        /// The new name
        #[arg(long)]
        name: Option<String>,
        /// The new address
        #[arg(long)]
        new_email: Option<String>,
        /// service, manager, head, director or admin
        #[arg(long)]
        role: Option<String>,
        /// The new team; made if there is none of that name; empty = none
        #[arg(long)]
        team: Option<String>,
        /// en, km or ru
        #[arg(long)]
        language: Option<String>,
    },
    /// List where a person is signed in
    Sessions {
        /// The e-mail address
        email: String,
        /// End every session
        #[arg(long)]
        end: bool,
    },
    /// Set a person's password, asked for or read from standard input; every session of the person ends
    Password {
        /// The e-mail address
        email: String,
    },
    /// Take a person's second factor and recovery codes away, and end every session
    ResetSecondFactor {
        /// The e-mail address
        email: String,
    },
    /// Forget which account at the provider of sign-ins a person is; the e-mail address decides anew the next time
    Unlink {
        /// The e-mail address
        email: String,
    },
    /// Let a person in again who was deactivated
    Activate {
        /// The e-mail address
        email: String,
    },
    /// End a person's access; the history keeps the name
    Deactivate {
        /// The e-mail address
        email: String,
    },
}

/// Options of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The files
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Two letters: how phones without a country code are read; the company's if not given
    #[arg(long)]
    pub country: Option<String>,
    /// Only read and report
    #[arg(long)]
    pub dry_run: bool,
    /// Print one JSON object a file, each on its line
    #[arg(long)]
    pub json: bool,
    /// Into whose binder: an e-mail address; needed unless --dry-run
    #[arg(long, required_unless_present = "dry_run")]
    pub owner: Option<String>,
}

/// Options of `export`.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct Export {
    /// Write a CSV file
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// Write a workbook
    #[arg(long, value_name = "FILE")]
    pub xlsx: Option<PathBuf>,
    /// Write an address book
    #[arg(long, value_name = "FILE")]
    pub vcard: Option<PathBuf>,
}

/// What to do with what is kept of a person.
#[derive(Debug, Subcommand)]
pub enum Person {
    /// Write everything that is kept in a client's file, or what names one contact person, to a ZIP file
    Export {
        /// The number of the file, as in its address: /files/NUMBER
        number: i64,
        /// Only what names the contact person of that name
        #[arg(long, value_name = "NAME")]
        contact: Option<String>,
        /// The language of its page: en, km or ru; the company's if not given
        #[arg(long)]
        language: Option<String>,
        /// The file to make; it must not exist
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Erase a client's file for good, with everything that names the client; it cannot be taken back
    Erase {
        /// The number of the file, as in its address: /files/NUMBER
        number: i64,
        /// The client's name as it stands in the file, so that no other file is erased
        #[arg(long)]
        name: String,
        /// asked, kept_long_enough, by_mistake or other
        #[arg(long)]
        why: String,
    },
}

/// Options of `bench`.
#[derive(Debug, Args)]
pub struct Bench {
    /// Clients of the base
    #[arg(long, default_value_t = 100_000)]
    pub clients: u64,
    /// The base of the budgets: 1,000,000 clients and 20,000,000 entries
    #[arg(long)]
    pub full: bool,
    /// Keep the SQLite base in this folder for the next time
    #[arg(long, value_name = "FOLDER")]
    pub keep: Option<PathBuf>,
    /// Requests of each measure
    #[arg(long, default_value_t = bench::REQUESTS)]
    pub requests: u32,
    /// Print one JSON object instead of the table
    #[arg(long)]
    pub json: bool,
    /// Write the page of the documentation to this file
    #[arg(long, value_name = "FILE")]
    pub write: Option<PathBuf>,
}

/// What to do with the audit log.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Print its last row's number and hash, to be kept where nobody who can change the database can change it
    Head,
    /// Go along every row and name the first that is not as it was written
    Verify {
        /// A head that was printed earlier: NUMBER:HASH
        #[arg(long, value_name = "NUMBER:HASH")]
        head: Option<String>,
    },
}

/// What to do with mail.
#[derive(Debug, Subcommand)]
pub enum Mail {
    /// Send a few words to an address through the configured server
    Test {
        /// The address
        address: String,
    },
}

/// What to do with the settings.
#[derive(Debug, Subcommand)]
pub enum Config {
    /// List every setting with its flag, variable, default and meaning
    List {
        /// Print the page of the manual
        #[arg(long)]
        markdown: bool,
    },
    /// Say each value and where it came from, and what is wrong
    Check,
}
