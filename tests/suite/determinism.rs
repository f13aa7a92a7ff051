//! The same input gives the same bytes, whatever the machine does.

use ibid::build::Workspace;

use crate::tiny::{Published, Tiny, settings, tests_folder};

fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for number in 0..40 {
        let body = format!(
            "Smoke.[^1] And [[b{}]].\n\n[^1]: @harbour_watch, Twitter, October 15, 2017; #NorthQuay, Twitter.\n",
            number % 7
        );
        let front = format!(
            "title: \"Brief {}\"\ndate: 2018-01-0{}\nauthors: [A. One, B. Two]\ntags: [t{}, t{}]\n",
            number % 3,
            number % 4 + 1,
            number % 5,
            number % 2
        );
        files.push((
            format!("content/briefs/b{number}.md"),
            format!("---\n{front}---\n\n{body}"),
        ));
    }
    files
}

fn in_threads(threads: usize, work: impl FnOnce() -> Published + Send) -> Published {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads")
        .install(work)
}

#[test]
fn threads_and_the_order_of_files_on_disk_do_not_matter() {
    let files = files();
    let as_pairs = |file: &'static (String, String)| (file.0.as_str(), file.1.as_str());
    let files: &'static [(String, String)] = files.leak();
    let forwards = Tiny::with_archive(files.iter().map(as_pairs));
    let backwards = Tiny::with_archive(files.iter().rev().map(as_pairs));
    let one = in_threads(1, || forwards.published());
    let four = in_threads(4, || backwards.published());
    assert!(one.0.len() > 80);
    assert_eq!(one.difference(&four), None);
    let again = in_threads(4, || forwards.published());
    assert_eq!(one.difference(&again), None);
}

#[test]
#[cfg_attr(not(feature = "bibliography"), ignore = "the demonstration has references")]
fn the_demonstration_has_no_error_and_is_the_same_twice() {
    let root = tests_folder().parent().expect("the repository").to_owned();
    let read = || Workspace::new(root.clone(), settings()).read().expect("a site");
    let edition = read();
    let errors: Vec<&str> = edition
        .diagnostics
        .iter()
        .filter(|one| one.severity == ibid::diagnostic::Severity::Error)
        .map(|one| one.message.as_str())
        .collect();
    assert_eq!(errors, [""; 0]);
    let one = in_threads(1, || Published::of(&edition));
    let two = in_threads(3, || Published::of(&read()));
    assert_eq!(one.difference(&two), None);
}
