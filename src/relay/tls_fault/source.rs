//! The walk of the library's errors compared with the library's own source.

/// The names of the variants of this enum in the library's source.
fn variants(source: &str, name: &str) -> Vec<String> {
    let from = source
        .find(&format!("pub enum {name} {{"))
        .unwrap_or_else(|| panic!("no enum {name}"));
    let body = source[from..].split_once("\n}\n").unwrap().0;
    let own = body
        .lines()
        .skip(1)
        .filter_map(|line| line.strip_prefix("    "));
    let names = own.filter(|line| line.starts_with(char::is_uppercase));
    names
        .map(|line| {
            line.split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap()
                .to_owned()
        })
        .collect()
}

/// What a hand forgets, or a later version adds, is named.
#[test]
fn every_variant_that_the_library_has_is_walked() {
    let source = library_source();
    let walked = include_str!("tests/every_error.rs");
    for name in [
        "Error",
        "InvalidMessage",
        "PeerMisbehaved",
        "PeerIncompatible",
        "CertificateError",
        "CertRevocationListError",
        "EncryptedClientHelloError",
        "InconsistentKeys",
    ] {
        let all = variants(&source, name);
        assert!(all.len() > 1, "{name}: {all:?}");
        let missing: Vec<_> = all
            .iter()
            .filter(|one| !walked.contains(&format!("::{one}")))
            .collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}

/// The file of the library that has its errors, of the version that is built in.
fn library_source() -> String {
    let said = |program: &str, arguments: &[&str]| {
        let ran = std::process::Command::new(program)
            .args(arguments)
            .output()
            .unwrap();
        assert!(
            ran.status.success(),
            "{program}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
        String::from_utf8(ran.stdout).unwrap()
    };
    let compiler = said("rustc", &["-vV"]);
    // Crates for other systems need not be here.
    let host = compiler
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let asked = [
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--offline",
        "--manifest-path",
        manifest,
    ];
    let metadata = said(
        env!("CARGO"),
        &[&asked[..], &["--filter-platform", host]].concat(),
    );
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let rustls = packages
        .iter()
        .find(|package| package["name"] == "rustls")
        .unwrap();
    let source =
        std::path::Path::new(rustls["manifest_path"].as_str().unwrap()).with_file_name("src");
    std::fs::read_to_string(source.join("error.rs")).unwrap()
}
