//! No copy of this process's memory is ever left on a disk: it holds the list, the key and the password.

/// Forbids core dumps, and, where the system knows it, other processes' looks into this one. A limit can always be
/// lowered (setrlimit(2)); where it could not, nothing else would help either.
pub(super) fn forbid() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let _lowered = setrlimit(
        Resource::Core,
        Rlimit {
            current: Some(0),
            maximum: Some(0),
        },
    );
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _set = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}
