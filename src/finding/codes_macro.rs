//! Makes the enum of codes from its table.

/// Makes `Code` from `Variant = "name", severity[, accept section];`. The severity `either` is a
/// warning that the settings can make an error.
macro_rules! codes {
    ($($variant:ident = $name:literal, $severity:ident $(, accept $section:ident)?;)+) => {
        /// What kind of finding it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`")] $variant,)+
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// Its name: stable, for programs and for the settings.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),+ }
            }

            /// The code with this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Code> {
                match name { $($name => Some(Code::$variant),)+ _ => None }
            }

            /// The setting in which a person may accept it, with a reason; `None`: nobody may.
            #[must_use]
            pub const fn accepted_in(self) -> Option<AcceptedIn> {
                match self { $(Code::$variant => codes!(@accept $($section)?)),+ }
            }

            /// How serious it is, unless the settings say otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self.gravity() {
                    Gravity::Error => Severity::Error,
                    Gravity::Warning | Gravity::Either => Severity::Warning,
                }
            }

            /// Whether the settings can make this warning an error.
            #[must_use]
            pub const fn may_be_error(self) -> bool {
                matches!(self.gravity(), Gravity::Either)
            }

            const fn gravity(self) -> Gravity {
                match self { $(Code::$variant => codes!(@gravity $severity)),+ }
            }
        }
    };
    (@gravity error) => { Gravity::Error };
    (@gravity warning) => { Gravity::Warning };
    (@gravity either) => { Gravity::Either };
    (@accept) => { None };
    (@accept list) => { Some(AcceptedIn::List) };
    (@accept notice) => { Some(AcceptedIn::Notice) };
}
