//! Who signs approvals: the file that `approval.allowed_signers` names, as the seal takes it in.

use std::fs::File;
use std::path::Path;

use crate::bounded::read_up_to;
use crate::campaign::Campaign;
use crate::finding::{Code, Finding, Place, Problem};
use crate::formats::ssh::{AllowedSigner, read_signers};
use crate::phrase::system_words;
use crate::signoff::{NAMESPACE, belongs_to};
use crate::vault::SealHead;

/// Most octets that such a file may have.
const MOST: u64 = 1 << 20;

impl Campaign {
    /// The head of a seal that would be made now. Signers that can't be read are none, which no
    /// seal has.
    pub(crate) fn current_head(&self) -> SealHead {
        let lines = |file: &Path| {
            let signers = self.signers(file).unwrap_or_default();
            signers.iter().map(ToString::to_string).collect()
        };
        let file = self.settings().approval.allowed_signers.as_deref();
        SealHead::of(self.settings(), self.kind().name(), file.map(lines))
    }

    /// What is wrong with the file of signers, and whom of those who may approve it gives no key.
    pub(crate) fn signer_faults(&self) -> Vec<Finding> {
        let approval = &self.settings().approval;
        let Some(file) = &approval.allowed_signers else {
            return Vec::new();
        };
        let signers = match self.signers(file) {
            Ok(signers) => signers,
            Err(faults) => return faults,
        };
        let place = Place::file(file.display().to_string());
        let has_key = |name: &str| {
            let mut usable = signers.iter().filter(|line| line.permits(NAMESPACE));
            usable.any(|line| belongs_to(line, name))
        };
        let mut faults = Vec::new();
        for role in &approval.required {
            let named = approval.roles.get(role).into_iter().flatten();
            for name in named.filter(|name| !has_key(name)) {
                let problem = Code::SignersPersonWithoutKey
                    .with("name", name)
                    .with("role", role);
                faults.push(Finding::at(place.clone(), problem));
            }
        }
        faults
    }

    fn signers(&self, file: &Path) -> Result<Vec<AllowedSigner>, Vec<Finding>> {
        let place = || Place::file(file.display().to_string());
        let error = |problem: Problem| vec![Finding::at(place(), problem)];
        let bytes = File::open(self.dir().join(file))
            .and_then(|open| read_up_to(open, MOST, 0))
            .map_err(|fault| error(Code::SignersFile.with("what", system_words(&fault))))?
            .ok_or_else(|| error(Code::SignersLarge.with("most", MOST >> 10)))?;
        let text = String::from_utf8(bytes).map_err(|_| error(Code::SignersUtf8.into()))?;
        let zone = &self.settings().window.timezone;
        let signers = read_signers(&text, zone).map_err(|faults| {
            let faults = faults.iter();
            let of = faults.map(|fault| Finding::at(place().row(fault.line), fault.problem()));
            of.collect::<Vec<_>>()
        })?;
        if signers.is_empty() {
            return Err(error(Code::SignersNobody.into()));
        }
        Ok(signers)
    }
}
