//! A number as spreadsheets keep it: the decimal of fifteen significant digits.
//!
//! Pure. Rounding is done on that decimal, half away from zero, so 1.005 (in binary a little less) is 1.01.

/// `0.d₁d₂… × 10^point`, without a sign. No digits: zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decimal {
    /// 0 to 9 each; the first and the last are not 0.
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The size of a finite number.
    pub(crate) fn of(number: f64) -> Decimal {
        let written = format!("{:.14e}", number.abs());
        let (mantissa, power) = written.split_once('e').unwrap_or((&written, "0"));
        let digits = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|digit| digit - b'0')
            .collect();
        Decimal {
            digits,
            point: power.parse::<i32>().unwrap_or(0) + 1,
        }
        .trimmed()
    }

    fn trimmed(mut self) -> Decimal {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        let leading = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..leading);
        self.point = if self.digits.is_empty() {
            0
        } else {
            self.point - leading as i32
        };
        self
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Times ten to this power.
    pub(crate) fn shifted(mut self, power: i32) -> Decimal {
        self.point += if self.is_zero() { 0 } else { power };
        self
    }

    /// The power of ten of its first digit: 2 for 123.
    pub(crate) fn power(&self) -> i32 {
        if self.is_zero() { 0 } else { self.point - 1 }
    }

    /// Number of digits after the point.
    pub(crate) fn places(&self) -> usize {
        usize::try_from(self.digits.len() as i32 - self.point).unwrap_or(0)
    }

    /// With at most this many digits after the point, half away from zero.
    pub(crate) fn rounded(mut self, places: usize) -> Decimal {
        let kept = self
            .point
            .saturating_add(i32::try_from(places).unwrap_or(i32::MAX));
        let Ok(kept) = usize::try_from(kept) else {
            return Decimal {
                digits: vec![],
                point: 0,
            };
        };
        if kept >= self.digits.len() {
            return self;
        }
        let up = self.digits[kept] >= 5;
        self.digits.truncate(kept);
        if up {
            while self.digits.last() == Some(&9) {
                self.digits.pop();
            }
            match self.digits.last_mut() {
                Some(last) => *last += 1,
                None => {
                    self.digits.push(1);
                    self.point += 1;
                }
            }
        }
        self.trimmed()
    }

    /// The digits before the point, none for less than one, and exactly `places` behind it.
    pub(crate) fn written(&self, places: usize) -> (String, String) {
        let digit = |at: i32| {
            let digit = usize::try_from(at)
                .ok()
                .and_then(|at| self.digits.get(at))
                .copied()
                .unwrap_or(0);
            char::from(b'0' + digit)
        };
        let whole = (0..self.point).map(digit).collect();
        let behind = (0..places as i32)
            .map(|nth| digit(self.point + nth))
            .collect();
        (whole, behind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_half_away_from_zero_on_fifteen_digits() {
        for (number, places, whole, behind) in [
            (40.625, 2, "40", "63"),
            (1.005, 2, "1", "01"),
            (2.675, 2, "2", "68"),
            (0.125, 2, "", "13"),
            (10.155, 2, "10", "16"),
            (99.995, 2, "100", "00"),
            (0.4, 0, "", ""),
            (0.5, 0, "1", ""),
            (0.004, 2, "", "00"),
            (-1234.5, 0, "1235", ""),
            (1e21, 1, "1000000000000000000000", "0"),
            (0.1 + 0.2, 5, "", "30000"),
            (123_456_789_012_345_680.0, 0, "123456789012346000", ""),
        ] {
            let written = Decimal::of(number).rounded(places).written(places);
            assert_eq!(
                (written.0.as_str(), written.1.as_str()),
                (whole, behind),
                "{number}"
            );
        }
        assert_eq!(Decimal::of(0.5).shifted(2).written(0).0, "50");
        assert_eq!(
            (Decimal::of(0.00125).places(), Decimal::of(0.00125).power()),
            (5, -3)
        );
    }
}
