//! Any octets as a returned mail, and as a mailbox file of them: never a panic, and nothing counted that nobody said.
#![no_main]

use heraut::bounce::{MAX_OCTETS, Mbox, ReturnClass, ReturnKind, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|octets: &[u8]| {
    let returned = read(octets);
    for recipient in &returned.recipients {
        let counts = matches!(
            recipient.class,
            ReturnClass::Permanent | ReturnClass::Temporary
        );
        let may = matches!(
            returned.kind,
            ReturnKind::Failed
                | ReturnKind::Delayed
                | ReturnKind::Refused
                | ReturnKind::Relayed
                | ReturnKind::Expanded
                | ReturnKind::Delivered
                | ReturnKind::Other
        );
        assert!(may || !counts, "{returned:?}");
        assert!(
            recipient
                .address
                .as_ref()
                .is_none_or(|address| address.contains('@'))
        );
    }
    for mail in Mbox::new(octets) {
        assert!(mail.expect("memory can be read").octets.len() <= MAX_OCTETS);
    }
});
