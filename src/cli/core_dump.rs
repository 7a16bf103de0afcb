//! No core dumps: this process's memory holds the list, the key and the password, and must never be
//! left on a disk.

/// Forbids core dumps and, if the operating system supports it, access of other processes to this
/// one's memory. A limit can always be lowered (setrlimit(2)); if that failed, nothing else would
/// help either.
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
