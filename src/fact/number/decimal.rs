//! An exact decimal, read as a language writes it, and what is reckoned with it.

use std::fmt;

/// An exact decimal: `mantissa` / 10^`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    pub mantissa: i128,
    pub places: u32,
}

impl Decimal {
    pub fn whole(value: i64) -> Self {
        Decimal { mantissa: value.into(), places: 0 }
    }

    /// Six places: "a third" is 0.333333.
    pub fn ratio(over: i64, under: i64) -> Self {
        Decimal { mantissa: i128::from(over) * 1_000_000 / i128::from(under.max(1)), places: 6 }.trimmed()
    }

    pub fn over(self, under: i64) -> Option<Self> {
        let mantissa = self.mantissa.checked_mul(1_000_000)? / i128::from(under.max(1));
        Some(Decimal { mantissa, places: self.places + 6 }.trimmed())
    }

    /// Reads digits with separators as a language with this decimal mark writes them.
    ///
    /// A mark before exactly three digits parts thousands unless it is the decimal mark.
    pub fn parse(digits: &str, decimal: char) -> Option<Self> {
        let (digits, half) = match digits.char_indices().next_back()? {
            (at, '½') => (&digits[..at], Some((5, 1))),
            (at, '¼') => (&digits[..at], Some((25, 2))),
            (at, '¾') => (&digits[..at], Some((75, 2))),
            _ => (digits, None),
        };
        if digits.len() > 30 {
            return None;
        }
        let mut value = Decimal { mantissa: 0, places: 0 };
        let mut groups: Vec<&str> = Vec::new();
        let mut marks: Vec<char> = Vec::new();
        let mut start = 0;
        for (at, c) in digits.char_indices() {
            if !c.is_ascii_digit() {
                groups.push(&digits[start..at]);
                marks.push(c);
                start = at + c.len_utf8();
            }
        }
        groups.push(&digits[start..]);
        if groups.iter().any(|group| group.is_empty() || !group.bytes().all(|b| b.is_ascii_digit())) {
            let is_fraction_alone = digits.is_empty() && half.is_some();
            return is_fraction_alone.then(|| half.map(|(mantissa, places)| Decimal { mantissa, places }))?;
        }
        let last = groups.len() - 1;
        let is_decimal = match marks.last() {
            None => false,
            Some(':') => return None,
            Some(&mark) => {
                let is_once = marks.iter().filter(|&&m| m == mark).count() == 1;
                let is_mark = mark == decimal && is_once;
                let is_odd = groups[last].len() != 3 && is_once && matches!(mark, '.' | ',');
                is_mark || is_odd || (groups[0] == "0" && is_once)
            }
        };
        let whole = if is_decimal { &groups[..last] } else { &groups[..] };
        // Groups of three, or of two before the last as in "1,00,000".
        let is_grouped = whole.len() == 1
            || (whole[0].len() <= 3
                && whole.last().is_some_and(|g| g.len() == 3)
                && whole[1..].iter().all(|g| g.len() == 2 || g.len() == 3));
        let inner = &marks[..whole.len() - 1];
        if !is_grouped
            || inner.iter().any(|&mark| mark != inner[0] || (is_decimal && mark == marks[last - 1]))
        {
            return None;
        }
        for digit in whole.iter().flat_map(|group| group.bytes()) {
            value.mantissa = value.mantissa.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        if is_decimal {
            for digit in groups[last].bytes() {
                value.mantissa = value.mantissa.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
                value.places += 1;
            }
        }
        match half {
            Some((mantissa, places)) => value.plus(Decimal { mantissa, places }),
            None => Some(value.trimmed()),
        }
    }

    pub fn times(self, by: i64) -> Option<Self> {
        Some(Decimal { mantissa: self.mantissa.checked_mul(by.into())?, places: self.places }.trimmed())
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let scaled = |d: Self| d.mantissa.checked_mul(10i128.checked_pow(places - d.places)?);
        Some(Decimal { mantissa: scaled(self)?.checked_add(scaled(other)?)?, places }.trimmed())
    }

    pub fn is_less_than(self, other: Self) -> bool {
        let negative = Decimal { mantissa: -self.mantissa, ..self };
        other.plus(negative).is_some_and(|difference| difference.mantissa > 0)
    }

    fn trimmed(mut self) -> Self {
        while self.places > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.places -= 1;
        }
        self
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        let places = self.places as usize;
        if places == 0 {
            return write!(f, "{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        write!(f, "{sign}{whole}.{fraction}")
    }
}
