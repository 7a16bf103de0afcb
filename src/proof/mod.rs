//! The proof of one mail: what the administration holds about one organisation as a blinded leaf of
//! a hash tree, and the page that says it to people. The forms are described in `docs/proof.md`.
//!
//! Pure: values in, texts and digests out. Knows no list and no vault; what a leaf says is handed in.

mod book;
mod check;
mod leaf;
mod page;
mod placing;
mod story;
mod tree;
mod view;
mod words;

pub use book::ProofPages;
pub use check::{CheckInput, FileToCheck, SignedFiles, check_script, sums};
pub use leaf::{LeafHasher, LeafLine, Trouble, leaf_text};
pub use page::PageFacts;
pub use placing::{MIN_DEPTH, Placing, depth_for};
pub use story::{GivenWord, MailStory, stories};
pub use tree::{PathStep, Side, leaf_hash, path_text, root_and_path};
