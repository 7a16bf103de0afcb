//! The way from one folder to another.

use std::path::{Component, Path, PathBuf};

/// The path that leads from the folder `from` to `to`; both are real paths, without links and dots.
pub(crate) fn relative(from: &Path, to: &Path) -> PathBuf {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (from.components().collect(), to.components().collect());
    let same = from
        .iter()
        .zip(&to)
        .take_while(|(one, other)| one == other)
        .count();
    let up = from[same..].iter().map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to[same..].iter().copied()).collect();
    if way.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        way
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_goes_up_to_what_both_have_and_down_again() {
        let way = |from: &str, to: &str| {
            relative(Path::new(from), Path::new(to))
                .display()
                .to_string()
        };
        assert_eq!(way("/a/b", "/a/c"), "../c");
        assert_eq!(way("/a/b/c", "/a"), "../..");
        assert_eq!(way("/a", "/a/b"), "b");
        assert_eq!(way("/a", "/a"), ".");
        assert_eq!(way("/x/y", "/"), "../..");
    }
}
