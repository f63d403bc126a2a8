//! The program itself: handing out from the command line, and a backup that is put back after an erasure.

use super::marked::{MARK, files_with, fill};
use crate::each_database;
use crate::scene::file;
use std::process::{Command, Output};
use store::{Db, Options};
use testkit::Caller::*;
use testkit::World;

fn daybinder(world: &World, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daybinder"));
    command.args(["--database", &world.url]).args(arguments).current_dir(std::env::temp_dir());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DAYBINDER_")) {
        command.env_remove(name);
    }
    command.output().expect("the program runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_backup_that_is_put_back_is_erased_again() {
    each_database(|world| {
        let Some(folder) = world.app.db.folder().map(std::path::Path::to_owned) else { return };
        let marked = fill(world);
        let palm = file(world, Sreymom, "Palm", "today");
        // The program asks the machine's clock, the world its own.
        world.run(&format!("UPDATE client SET created_at = 1 WHERE id = {}", marked.client));
        let backups = folder.join("backups");
        std::fs::create_dir_all(&backups).unwrap();
        let backup = backups.join("monday.sqlite").display().to_string();
        let output = daybinder(world, &["backup", &backup]);
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(world.number("SELECT count(*) FROM audit WHERE kind = 'backed_up' AND subject = 'monday.sqlite'"), 1);
        assert!(!files_with(&backups).is_empty(), "the backup holds the file");
        let page = world.get(Chenda, &format!("/files/{}/erasure", marked.client));
        assert!(page.says("One backup since this file was made is known") && page.says("monday.sqlite"), "{}", page.body);
        let erase = [("why", "asked"), ("name", MARK)];
        assert_eq!(world.post(Chenda, &format!("/files/{}/erasure", marked.client), &erase).status, 303);
        assert_eq!(daybinder::documents::finish_erasures(&world.app).unwrap(), 1);

        let output = daybinder(world, &["restore", &backup]);
        assert!(output.status.success() && said(&output).contains(&format!("file {}, erased on", marked.client)), "{}", said(&output));
        let restored = Db::open(&world.url, &Options::default()).unwrap();
        let count = |sql: &str| restored.read(|tx| tx.one::<i64>(sql, &[])).unwrap();
        assert_eq!(count("SELECT count(*) FROM client WHERE erased_at IS NOT NULL"), 1);
        assert_eq!(count(&format!("SELECT count(*) FROM client WHERE id = {} AND name = 'Palm' AND erased_at IS NULL", palm.client)), 1);
        assert_eq!(restored.read(|tx| web::audit::chain::prove(tx, None)).unwrap(), None);
        drop(restored);
        let left: Vec<String> = files_with(&folder).into_iter().filter(|path| !path.contains("/backups/")).collect();
        assert_eq!(left, Vec::<String>::new(), "the restored database and its documents");
        // A later backup leaves the list beside itself, so that an older one is known without the database.
        let output = daybinder(world, &["backup", &backups.join("tuesday.sqlite").display().to_string()]);
        assert!(output.status.success(), "{}", said(&output));
        let list = std::fs::read_to_string(backups.join("daybinder-erasures.json")).unwrap();
        assert!(list.contains(&format!("\"file\": {}", marked.client)) && !list.contains(MARK), "{list}");
    });
}

#[test]
fn what_is_kept_of_a_person_is_written_from_the_command_line() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        world.run(&format!("INSERT INTO contact (id, client_id, name) VALUES (801, {}, 'Chan Dara')", lotus.client));
        let to = std::env::temp_dir().join(format!("daybinder-person-{}-{}.zip", std::process::id(), world.app.db.folder().is_some()));
        let _ = std::fs::remove_file(&to);
        let (number, path) = (lotus.client.to_string(), to.display().to_string());
        let output = daybinder(world, &["person", "export", &number, "--contact", "Nobody", "--to", &path]);
        assert!(!output.status.success() && !to.exists(), "{}", said(&output));
        for more in [&["--contact", "Chan Dara"][..], &[]] {
            let output = daybinder(world, &[&["person", "export", &number, "--to", &path][..], more].concat());
            assert!(output.status.success(), "{}", said(&output));
            assert!(std::fs::read(&to).unwrap().starts_with(b"PK"));
            let again = daybinder(world, &["person", "export", &number, "--to", &path]);
            assert!(!again.status.success(), "nothing is overwritten");
            std::fs::remove_file(&to).unwrap();
        }
        assert_eq!(world.number("SELECT count(*) FROM audit WHERE kind = 'person_exported' AND subject IN ('Lotus', 'Chan Dara')"), 2);
    });
}

#[test]
fn a_file_is_erased_from_the_command_line_by_its_number_and_its_name() {
    each_database(|world| {
        let (lotus, palm) = (file(world, Sreymom, "Lotus  Paper", "today"), file(world, Sreymom, "Palm", "today"));
        let (number, other) = (lotus.client.to_string(), palm.client.to_string());
        let before = world.everything();
        for wrong in [
            ["person", "erase", &number, "--name", "Palm", "--why", "asked"],
            ["person", "erase", &other, "--name", "Lotus Paper", "--why", "asked"],
            ["person", "erase", &number, "--name", "Lotus Paper", "--why", "because"],
            ["person", "erase", "987654321", "--name", "Lotus Paper", "--why", "asked"],
        ] {
            assert!(!daybinder(world, &wrong).status.success(), "{wrong:?}");
        }
        assert_eq!(before, world.everything());
        let output = daybinder(world, &["person", "erase", &number, "--name", "Lotus Paper", "--why", "asked"]);
        assert!(output.status.success() && said(&output).contains("is erased"), "{}", said(&output));
        assert_eq!(world.number("SELECT count(*) FROM client WHERE erased_at IS NOT NULL"), 1);
        assert_eq!(world.number("SELECT count(*) FROM erasure WHERE finished_at IS NOT NULL AND person_id IS NULL"), 1);
        assert_eq!(world.number("SELECT count(*) FROM client WHERE name LIKE 'Lotus%'"), 0);
        assert!(!daybinder(world, &["person", "erase", &number, "--name", "Lotus Paper", "--why", "asked"]).status.success());
    });
}
