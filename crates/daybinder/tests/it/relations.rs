//! How clients stand to each other, and people who go from one company to another (E37).

use crate::each_database;
use crate::scene::{File, file, sound, standing};
use testkit::Caller::*;
use testkit::World;

fn with_person(world: &World, name: &str) -> File {
    let made = file(world, Sreymom, name, "26 Nov");
    let path = format!("/files/{}/card", made.client);
    let mut fields = world.get(Sreymom, &path).form_fields(&path);
    fields.retain(|(name, _)| name != "csrf");
    let first = |fields: &mut Vec<(String, String)>, name: &str, value: &str| {
        if let Some(field) = fields.iter_mut().find(|(other, _)| other == name) {
            value.clone_into(&mut field.1);
        }
    };
    first(&mut fields, "contact_name", "Chan Dara");
    first(&mut fields, "contact_position", "buyer");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(world.post(Sreymom, &path, &fields).status, 303);
    let person = world.number(&format!("SELECT id FROM contact WHERE client_id = {}", made.client));
    for (rank, (kind, typed, norm)) in
        [("phone", "012 555 010", "+85512555010"), ("email", "dara@lotus.example.com", "dara@lotus.example.com")].into_iter().enumerate()
    {
        world.run(&format!(
            "INSERT INTO reach (client_id, contact_id, kind, as_typed, norm, rank) VALUES ({}, {person}, '{kind}', '{typed}', '{norm}', {rank})",
            made.client
        ));
    }
    world.run(&format!("UPDATE client SET phone = '012 555 010' WHERE id = {}", made.client));
    made
}

fn person_of(world: &World, of: File) -> i64 {
    world.number(&format!("SELECT id FROM contact WHERE client_id = {}", of.client))
}

#[test]
fn a_relation_is_told_in_both_files_and_only_to_who_sees_both() {
    each_database(|world| {
        let (branch, house) = (file(world, Sreymom, "Lotus Branch", "26 Nov"), file(world, Sreymom, "Lotus House", "26 Nov"));
        let strange = file(world, Ivan, "Strange House", "26 Nov");
        let path = format!("/files/{}/relations", branch.client);
        world.find_settled();
        let page = world.get(Sreymom, &format!("{path}?q=house"));
        assert!(page.says("Lotus House") && !page.says("Strange House"), "{}", page.body);
        let other = house.client.to_string();
        let done = world.post(Sreymom, &path, &[("other", &other), ("kind", "belongs_to")]);
        assert_eq!(done.status, 303, "{}", done.body);
        assert!(world.get(Sreymom, &format!("/files/{}", branch.client)).says("Belongs to"));
        assert!(world.get(Sreymom, &format!("/files/{}", house.client)).says("Has as a part"));
        let twice = world.post(Sreymom, &path, &[("other", &other), ("kind", "belongs_to")]);
        assert!(twice.status == 422 && twice.says("written down already"), "{}", twice.body);
        let back = world.post(Sreymom, &path, &[("other", &other), ("kind", "recommended_by-of")]);
        assert_eq!(back.status, 303);
        assert!(world.get(Sreymom, &format!("/files/{}", house.client)).says("Recommended by"));
        assert_eq!(world.post(Sreymom, &path, &[("other", &branch.client.to_string()), ("kind", "belongs_to")]).status, 422);
        let rows = || world.number("SELECT count(*) FROM relation WHERE ended_at IS NULL");
        assert_eq!(world.post(Sreymom, &path, &[("other", &strange.client.to_string()), ("kind", "belongs_to")]).status, 404);
        assert_eq!(world.post(Ivan, &path, &[("other", &strange.client.to_string()), ("kind", "belongs_to")]).status, 404);
        assert_eq!(world.post(Sreymom, &path, &[("other", "x"), ("kind", "belongs_to")]).status, 400);
        assert_eq!(world.post(Sreymom, &path, &[("other", &other), ("kind", "owns")]).status, 400);
        let id = world.number("SELECT min(id) FROM relation");
        assert_eq!(world.post(Ivan, &format!("/relations/{id}/end"), &[]).status, 404);
        assert_eq!(rows(), 2);
        assert_eq!(world.post(Chenda, &path, &[("other", &strange.client.to_string()), ("kind", "buys_through")]).status, 303);
        assert!(!world.get(Sreymom, &path).says("Strange House"), "who does not see the other client is not told of it");
        assert_eq!(world.post(Sreymom, &format!("/relations/{id}/end"), &[]).status, 303);
        assert_eq!(rows(), 2);
        assert!(world.post(Sreymom, "/undo", &[]).status < 400);
        assert_eq!(rows(), 3, "ending is taken back");
    });
}

#[test]
fn somebody_who_works_elsewhere_takes_what_is_theirs_and_both_histories_say_so() {
    each_database(|world| {
        let (lotus, palm) = (with_person(world, "Lotus Café"), file(world, Sreymom, "Palm House", "27 Nov"));
        let said = [("outcome", "reached"), ("note", "Said by Dara at Lotus"), ("next", "30 Nov")];
        assert_eq!(world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &said).status, 303);
        let path = format!("/files/{}/people/{}", lotus.client, person_of(world, lotus));
        world.find_settled();
        let page = world.get(Sreymom, &format!("{path}?q=palm"));
        assert!(page.says("Palm House") && page.says("012 555 010") && page.says("dara@lotus.example.com"), "{}", page.body);
        let before = standing(world);
        let to = palm.client.to_string();
        let gone = world.post(Sreymom, &path, &[("other", &to), ("position", "director"), ("takes", "012 555 010")]);
        assert_eq!(gone.status, 303, "{}", gone.body);
        sound(world, "a person moved");
        let of = |file: File, sql: &str| world.number(&format!("SELECT count(*) FROM {sql} AND client_id = {}", file.client));
        assert_eq!((of(lotus, "contact WHERE 1 = 1"), of(palm, "contact WHERE position = 'director'")), (0, 1));
        assert_eq!((of(lotus, "reach WHERE 1 = 1"), of(palm, "reach WHERE kind = 'phone'"), of(palm, "reach WHERE kind = 'email'")), (0, 1, 0));
        assert_eq!((of(lotus, "entry WHERE text LIKE 'Said by Dara%'"), of(palm, "entry WHERE text LIKE 'Said by Dara%'")), (1, 0));
        assert!(world.get(Sreymom, &format!("/files/{}", lotus.client)).says("Chan Dara works at Palm House now."));
        assert!(world.get(Sreymom, &format!("/files/{}", palm.client)).says("Chan Dara came from Lotus Café."));
        assert!(world.get(Sreymom, &format!("/files/{}/relations", lotus.client)).says("works now at"));
        assert!(world.post(Sreymom, "/undo", &[]).status < 400);
        assert_eq!(standing(world), before, "taken back, everybody is where they were");
        assert_eq!(world.number("SELECT count(*) FROM person_moved"), 0);
    });
}

#[test]
fn nobody_moves_people_into_or_out_of_files_of_others() {
    each_database(|world| {
        let (lotus, strange) = (with_person(world, "Lotus Café"), file(world, Ivan, "Strange House", "27 Nov"));
        let palm = with_person(world, "Palm House");
        let person = person_of(world, lotus);
        let path = format!("/files/{}/people/{person}", lotus.client);
        let before = world.everything();
        let to = |file: File| file.client.to_string();
        assert_eq!(world.post(Sreymom, &path, &[("other", &to(strange))]).status, 404);
        assert_eq!(world.get(Ivan, &path).status, 404);
        assert_eq!(world.post(Ivan, &path, &[("other", &to(strange))]).status, 404);
        let anothers = format!("/files/{}/people/{person}", palm.client);
        assert_eq!((world.get(Sreymom, &anothers).status, world.post(Sreymom, &anothers, &[("other", &to(lotus))]).status), (404, 404));
        let nowhere = world.post(Sreymom, &path, &[("other", &to(lotus)), ("q", "lotus"), ("position", "kept words")]);
        assert!(nowhere.status == 422 && nowhere.says("Choose another client"), "{}", nowhere.body);
        assert_eq!(world.everything(), before);
    });
}
