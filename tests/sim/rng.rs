//! The dice: splitmix64, so that a seed is a whole world and needs no crate.

/// A stream of numbers that follows from its seed.
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) const fn new(seed: u64) -> Self {
        Rng(seed
            .wrapping_mul(0xA24B_AED4_963E_E407)
            .wrapping_add(0x9FB2_1C65_1E98_DF25))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to, and not, `n`.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// True with this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        let millionths = self.below(1_000_000);
        #[allow(clippy::cast_precision_loss)]
        let drawn = millionths as f64 / 1_000_000.0;
        drawn < probability
    }
}
