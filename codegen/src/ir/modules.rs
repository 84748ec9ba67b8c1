//! What lives here: which modules lead to the page of each document.

use std::collections::{HashMap, HashSet};

use crate::names;

/// The modules of each document: its folders, and itself. Two that would have one name are numbered.
pub(super) fn assign<'a>(documents: impl Iterator<Item = &'a str>) -> HashMap<String, Vec<String>> {
    let mut found = HashMap::new();
    let mut folders: HashMap<String, Vec<String>> = HashMap::from([(String::new(), Vec::new())]);
    let mut taken: HashSet<Vec<String>> = HashSet::new();
    let mut documents: Vec<&str> = documents.collect();
    documents.sort_unstable();
    for document in documents {
        let (folder, own) = document.rsplit_once('/').unwrap_or(("", document));
        let mut around = Vec::new();
        for (end, _) in document.match_indices('/') {
            let folder = &document[..end];
            let step = folder.rsplit('/').next().unwrap_or(folder);
            if !folders.contains_key(folder) {
                folders.insert(folder.to_owned(), unused(&around, step, &mut taken));
            }
            around.clone_from(&folders[folder]);
        }
        debug_assert_eq!(folders.get(folder), Some(&around));
        found.insert(document.to_owned(), unused(&around, own, &mut taken));
    }
    found
}

/// A module inside another, of a name that nothing beside it has.
fn unused(around: &[String], name: &str, taken: &mut HashSet<Vec<String>>) -> Vec<String> {
    let name = names::module_name(name);
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let paths = std::iter::once(name.clone()).chain(numbered).map(|name| {
        let own = std::iter::once(name);
        around.iter().cloned().chain(own).collect::<Vec<String>>()
    });
    let mut paths = paths.filter(|path| taken.insert(path.clone()));
    paths.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_files_of_one_name_stay_apart() {
        let modules = assign(["a/b", "a/b/c", "a/B", "mod"].into_iter());
        assert_eq!(modules["mod"], ["mod_"]);
        assert_eq!(modules["a/b/c"], ["a", "b_3", "c"]);
        assert_eq!(
            (modules["a/B"].join("::"), modules["a/b"].join("::")),
            ("a::b".to_owned(), "a::b_2".to_owned())
        );
    }
}
