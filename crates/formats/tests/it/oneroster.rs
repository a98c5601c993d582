//! Rosters of OneRoster become counts of students. All persons are made up.

use crate::harness::{Case, lines};
use formats::ImportKind::Schools;
use formats::{Limits, oneroster};
use model::record::Record;
use std::io::Write;

const ORGS: &str = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n\
    d1,active,,District,district,,\ns1,active,,Oak School,school,010000500870,d1\n\
    s2,active,,Elm School,school,,d1\ns3,tobedeleted,,Old School,school,,d1\n";
const ENROLLMENTS: &str = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n\
    e1,active,,c1,s1,u1,student,,2025-08-20,\ne2,active,,c2,s1,u1,student,,2025-08-20,\n\
    e3,active,,c1,s1,u2,student,,,\ne4,active,,c1,s2,u3,student,,,2026-06-01\n\
    e5,active,,c1,s1,t1,teacher,,,\ne6,tobedeleted,,c1,s2,u2,student,,,\n\
    e7,active,,c1,s9,u2,student,,,\ne8,active,,c1,s2,u9,student,,,\n\
    e9,active,,c1,s2,u2,student,,2024-08-20,2025-06-01\ne10,active,,c1,s3,u2,student,,,\n";
const SESSIONS: &str = "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
    y1,active,,2024-25,schoolYear,2024-08-01,2025-07-01,,2025\ny2,active,,2025-26,schoolYear,2025-08-01,2026-07-01,,2026\n";
const DEMOGRAPHICS: &str = "sourcedId,status,dateLastModified,birthDate,metadata.homeLanguage\n\
    u1,active,,2015-01-01,ES\nu3,active,,2010-01-01,\n";
const USERS_1_1: &str = "\u{feff}sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,grades\n\
    u1,active,,true,s1,student,ana,Ana,Secretname,KG\nu2,active,,true,s1,student,ben,Ben,Secretname,05\n\
    u3,active,,true,s2,student,cy,Cy,Secretname,\"09,10\"\nt1,active,,true,s1,teacher,dee,Dee,Secretname,\n\
    u4,tobedeleted,,true,s1,student,eve,Eve,Secretname,05\n";

fn manifest(version: &str, enrollments: &str) -> String {
    format!(
        "propertyName,value\nmanifest.version,1.0\noneroster.version,{version}\nfile.orgs,bulk\nfile.enrollments,{enrollments}\n"
    )
}

fn files<'a>(manifest: &'a str, users: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("manifest.csv", manifest),
        ("orgs.csv", ORGS),
        ("users.csv", users),
        ("enrollments.csv", ENROLLMENTS),
        ("academicSessions.csv", SESSIONS),
        ("demographics.csv", DEMOGRAPHICS),
    ]
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(
            format!("export/{name}"),
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn counts(case: &Case) -> Vec<(String, String, String, u32)> {
    let roster = oneroster::read(&case.files[0], &Limits::default()).unwrap();
    let count = |count: oneroster::Enrollment| {
        (
            count.school_id,
            count.grade.unwrap_or_default(),
            count.language.unwrap_or_default(),
            count.students,
        )
    };
    roster.enrollments.into_iter().map(count).collect()
}

fn expected() -> Vec<(String, String, String, u32)> {
    [
        ("s1", "KG", "es", 1),
        ("s1", "05", "", 1),
        ("s2", "09", "", 1),
    ]
    .map(|(school, grade, language, n)| {
        (school.to_owned(), grade.to_owned(), language.to_owned(), n)
    })
    .to_vec()
}

#[test]
fn students_are_counted_once_a_school_by_grade_and_language() {
    let case = Case::new(Schools).file(
        "roster.zip",
        zipped(&files(&manifest("1.1", "bulk"), USERS_1_1)),
    );
    assert_eq!(counts(&case), expected());
}

#[test]
fn in_1_2_roles_say_who_is_a_student() {
    let users = "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,grades\n\
                 u1,active,,true,ana,Ana,Secretname,KG\nu2,active,,true,ben,Ben,Secretname,05\n\
                 u3,active,,true,cy,Cy,Secretname,09\nt1,active,,true,dee,Dee,Secretname,\n";
    let roles = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n\
                 r1,active,,u1,primary,student,,,s1\nr2,active,,u2,primary,student,,,s1\n\
                 r3,active,,u3,primary,student,,,s2\nr4,active,,t1,primary,teacher,,,s1\n";
    let manifest = manifest("1.2", "bulk");
    let mut files = files(&manifest, users);
    files.push(("roles.csv", roles));
    let case = Case::new(Schools).file("roster.zip", zipped(&files));
    assert_eq!(counts(&case), expected());
}

#[test]
fn a_roster_is_imported_as_schools_and_no_person_is_named() {
    let manifest = manifest("1.1", "bulk");
    let files = files(&manifest, USERS_1_1);
    let of_zip = Case::new(Schools)
        .file("roster.zip", zipped(&files))
        .import();
    let folder = Case::new(Schools);
    for (name, text) in &files {
        folder.write(&format!("roster/{name}"), text);
    }
    let path = folder.folder().join("roster");
    let of_folder = folder.path(&path).import();
    assert_eq!(of_zip.records, of_folder.records);
    let [Record::School(oak), Record::School(elm)] = of_zip.records.as_slice() else {
        panic!("{:?}", of_zip.records)
    };
    assert_eq!(
        (oak.id.as_str(), oak.enrollment, oak.grades.as_deref()),
        ("s1", Some(2), Some("KG-05"))
    );
    assert_eq!(
        (elm.id.as_str(), elm.enrollment, elm.grades.as_deref()),
        ("s2", Some(1), Some("09"))
    );
    let text = lines(&of_zip).join("\n");
    for said in [
        "byte-order",
        "1 enrollments that ended",
        "2 enrollments at schools",
        "1 enrollments of persons",
        "tobedeleted",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    for person in ["Secretname", "u1", "u2", "u9", "Ana", "ben"] {
        assert!(!text.contains(person), "{person}: {text}");
    }
}

#[test]
fn changes_only_other_versions_and_missing_files_are_refused() {
    let refusal = |manifest: String, drop: &str| {
        let mut files = files(&manifest, USERS_1_1);
        files.retain(|(name, _)| *name != drop);
        Case::new(Schools)
            .file("roster.zip", zipped(&files))
            .refusal()
    };
    assert!(refusal(manifest("1.1", "delta"), "").contains("enrollments.csv is a delta"));
    assert!(refusal(manifest("1.0", "bulk"), "").contains("oneroster.version \"1.0\""));
    assert!(refusal(manifest("1.1", "bulk"), "users.csv").contains("users.csv is missing"));
}
