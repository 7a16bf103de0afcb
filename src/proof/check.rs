//! The lines that check a proof, with tools that anybody has. Pure.

use crate::id::Digest;
use crate::phrase::quoted;

/// A file of a proof: its name, and its bytes.
#[derive(Debug, Clone)]
pub struct FileToCheck {
    /// Its path in the folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A signed approval in a proof: the place of its files, and whose key signed.
#[derive(Debug, Clone)]
pub struct SignedFiles {
    /// The path of the text, without its ending.
    pub stem: String,
    /// The name in `allowed_signers`.
    pub signer: String,
}

/// What the script is made for.
#[derive(Debug, Clone)]
pub struct CheckInput<'c> {
    /// The names of all other files, sorted.
    pub names: Vec<&'c str>,
    /// Whether the mail has its `Date:`.
    pub handed_over: bool,
    /// The hash of the record that holds the root.
    pub head: Digest,
    /// The approvals that are signed.
    pub signed: &'c [SignedFiles],
    /// The first line: what it is.
    pub title: &'c str,
    /// Said when all is right; `wrong` before the name of what is not.
    pub right: &'c str,
    /// See `right`.
    pub wrong: &'c str,
}

/// The script of a proof. It ends with 0 only if all is right.
#[must_use]
pub fn check_script(input: &CheckInput<'_>) -> String {
    let (head, tail) = (
        format!(
            "#!/bin/sh\n# {}\nLC_ALL=C; export LC_ALL\nwrong() {{ echo {}\" $1\"; exit 1; }}\nsha() {{ sha256sum | cut -d' ' -f1; }}\n",
            input.title,
            quoted(input.wrong)
        ),
        format!("echo {}\n", quoted(input.right)),
    );
    head + &check_lines(input).join("\n") + "\n" + &tail
}

/// The lines that check, between the names that they use and the last word.
fn check_lines(input: &CheckInput<'_>) -> Vec<String> {
    let names: Vec<_> = input.names.iter().map(|name| quoted(name)).collect();
    let mut lines = vec![
        format!(
            "sha256sum {} | cmp -s - SHA256SUMS || wrong SHA256SUMS",
            names.join(" ")
        ),
        "grep -qvE '^(left|right) [0-9a-f]{64}$' path.txt && wrong path.txt".to_owned(),
        "node=$({ printf '\\000'; cat leaf.txt; } | sha)".to_owned(),
        "while read -r side other; do".to_owned(),
        "  [ $side = left ] && pair=$other$node || pair=$node$other".to_owned(),
        "  node=$({ printf '\\001'; printf %s $pair | xxd -r -p; } | sha)".to_owned(),
        "done < path.txt".to_owned(),
        "echo $node | cmp -s - root.txt || wrong 'leaf.txt path.txt root.txt'".to_owned(),
    ];
    let body = match input.handed_over {
        true => "tail -n +2 mail.eml",
        false => "cat mail.eml",
    };
    lines.push(format!(
        "grep '^record .* queued ' leaf.txt | tail -n 1 | grep -q \"sha256:$({body} | sha)\" || wrong mail.eml"
    ));
    if input.handed_over {
        lines.push("date=$(sed -n 's/^date \"\\(.*\\)\"$/\\1/p' leaf.txt | tail -n 1)".to_owned());
        lines.push(
            "[ $(printf '%s\\r\\n' \"$date\" | sha) = $(head -n 1 mail.eml | sha) ] || wrong Date"
                .to_owned(),
        );
    }
    for one in input.signed {
        let SignedFiles { stem, signer } = one;
        lines.push(format!(
            "grep -qx \"signature sha256:$(sha < {stem}.sig)\" leaf.txt || wrong {stem}.sig"
        ));
        lines.push(format!(
            "grep '^seal ' leaf.txt | grep -q \"$(sed -n 's/^digest //p' {stem}.txt)\" || wrong {stem}.txt"
        ));
        lines.push(format!(
            "ssh-keygen -q -Y verify -n heraut -f approvals/allowed_signers -I {} -s {stem}.sig < {stem}.txt > /dev/null || wrong {stem}",
            quoted(signer)
        ));
    }
    lines.push(format!(
        "[ $# = 0 ] || sqlite3 -readonly \"$1\" \"SELECT lower(hex(hash)) FROM event WHERE kind = 'rooted' AND body LIKE '%$node%'\" | grep -qx {} || wrong \"$1\"",
        input.head.hex()
    ));
    lines
}

/// `SHA256SUMS` over these files, in this order.
#[must_use]
pub fn sums(files: &[FileToCheck]) -> String {
    let line = |file: &FileToCheck| format!("{}  {}\n", Digest::of(&file.bytes).hex(), file.name);
    files.iter().map(line).collect()
}
