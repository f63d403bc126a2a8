//! How long closed files are kept.
//!
//! Owns when a file may be offered for erasure. Never erases: that is always a person's act.

use crate::Date;
use crate::filing::CloseReason;
use jiff::ToSpan;

/// The longest that can be set, months: fifty years.
const MONTHS_MAX: u16 = 600;

/// Months for each reason of closing; 0 = for good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeepMonths(Vec<(CloseReason, u16)>);

impl KeepMonths {
    /// Those months; `None` if one is too long.
    pub fn of(months: impl IntoIterator<Item = (CloseReason, u16)>) -> Option<KeepMonths> {
        let kept: Vec<(CloseReason, u16)> = months.into_iter().filter(|(_, months)| *months > 0).collect();
        kept.iter().all(|(_, months)| *months <= MONTHS_MAX).then_some(KeepMonths(kept))
    }

    /// Reads "lost:24,closed:12"; what makes no sense is for good.
    pub fn parse(text: &str) -> KeepMonths {
        let one = |part: &str| {
            let (reason, months) = part.split_once(':')?;
            Some((CloseReason::parse(reason)?, months.parse().ok().filter(|months| (1..=MONTHS_MAX).contains(months))?))
        };
        KeepMonths(text.split(',').filter_map(one).collect())
    }

    /// Writes the form that [`KeepMonths::parse`] reads.
    pub fn write(&self) -> String {
        let parts: Vec<String> = self.0.iter().map(|(reason, months)| format!("{}:{months}", reason.as_str())).collect();
        parts.join(",")
    }

    /// The months after which files closed for that reason are offered; 0 = never.
    pub fn months(&self, reason: CloseReason) -> u16 {
        self.0.iter().find(|(kept, _)| *kept == reason).map_or(0, |(_, months)| *months)
    }

    /// Files closed for that reason on this day or before are offered today; `None` = none is.
    pub fn last_day(&self, reason: CloseReason, today: Date) -> Option<Date> {
        let months = self.months(reason);
        if months == 0 { None } else { today.checked_sub(i32::from(months).months()).ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(months in proptest::collection::vec(0_u16..=MONTHS_MAX, 4)) {
            let kept = KeepMonths::of(CloseReason::ALL.iter().copied().zip(months.iter().copied())).unwrap();
            prop_assert_eq!(KeepMonths::parse(&kept.write()), kept.clone());
            for (reason, months) in CloseReason::ALL.iter().zip(&months) {
                prop_assert_eq!(kept.months(*reason), *months);
            }
        }

        #[test]
        fn nothing_is_offered_before_its_months_are_over(months in 1_u16..=MONTHS_MAX, days in 0_i64..20_000) {
            let today = jiff::civil::date(2026, 11, 23);
            let kept = KeepMonths::of([(CloseReason::Lost, months)]).unwrap();
            let last = kept.last_day(CloseReason::Lost, today).unwrap();
            let closed = today.checked_sub(days.days()).unwrap();
            let is_offered = closed <= last;
            // A file closed on a day stays at least until the same day so many months later (or the month's last day).
            if is_offered {
                prop_assert!(closed.checked_add(i32::from(months).months()).unwrap() <= today);
            }
            prop_assert_eq!(kept.last_day(CloseReason::Won, today), None);
        }
    }

    #[test]
    fn nonsense_is_kept_for_good() {
        for text in ["", "lost", "lost:", "lost:0", "lost:601", "lost:-1", "erased:3", "x:3"] {
            assert_eq!(KeepMonths::parse(text), KeepMonths::default(), "{text}");
        }
    }
}
