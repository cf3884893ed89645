//! What ended in each year → the numbers of a small picture: a bar per year, of what was kept, went early and was called
//! off. Pure geometry; `record_chart.svg.html` draws it. Lengths are parts of a hundred of the widest bar, so that bars
//! take whatever room a page has while letters keep their size.

use schemars::JsonSchema;
use serde::Serialize;

/// The newest years that a picture has.
const MOST_YEARS: usize = 12;
const WIDEST: f64 = 100.0;

/// What ended in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    pub year: i16,
    pub kept: usize,
    pub early: usize,
    pub cancelled: usize,
}

impl Year {
    fn total(self) -> usize {
        self.kept + self.early + self.cancelled
    }
}

/// A picture of what ended.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct RecordChart {
    /// A bar per year, the newest first.
    pub bars: Vec<RecordBar>,
}

/// A year of the picture.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct RecordBar {
    /// The year.
    pub year: i16,
    /// How many promises ended.
    pub total: usize,
    /// Its parts from the left: `kept`, `early`, `cancelled`; those of width 0 are absent.
    pub parts: Vec<RecordPart>,
}

/// A part of a bar.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct RecordPart {
    /// `kept`, `early` or `cancelled`.
    pub count: &'static str,
    /// How many promises.
    pub number: usize,
    /// The left edge; the widest bar is 100 wide.
    pub x: f64,
    /// The width.
    pub width: f64,
}

/// The picture of these years, which come oldest first; none if nothing ended in any.
pub fn chart(years: &[Year]) -> Option<RecordChart> {
    let years = &years[years.len().saturating_sub(MOST_YEARS)..];
    let most = years.iter().map(|year| year.total()).max().filter(|most| *most > 0)?;
    let unit = WIDEST / most as f64;
    Some(RecordChart { bars: years.iter().rev().map(|year| bar(*year, unit)).collect() })
}

fn bar(year: Year, unit: f64) -> RecordBar {
    let mut before = 0;
    let mut parts = Vec::new();
    for (count, number) in [("kept", year.kept), ("early", year.early), ("cancelled", year.cancelled)] {
        if number > 0 {
            let (x, end) = (rounded(before as f64 * unit), rounded((before + number) as f64 * unit));
            parts.push(RecordPart { count, number, x, width: rounded(end - x) });
            before += number;
        }
    }
    RecordBar { year: year.year, total: year.total(), parts }
}

/// Tenths are finer than any screen shows.
fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(year: i16, kept: usize, early: usize, cancelled: usize) -> Year {
        Year { year, kept, early, cancelled }
    }

    #[test]
    fn the_fullest_year_is_the_widest_and_parts_stand_beside_each_other() {
        let chart = chart(&[year(2025, 2, 1, 1), year(2026, 1, 0, 0)]).unwrap();
        let full = &chart.bars[1];
        assert_eq!(full.year, 2025);
        assert_eq!(full.parts.iter().map(|part| part.width).sum::<f64>(), WIDEST);
        assert_eq!(full.parts.iter().map(|part| part.x).collect::<Vec<_>>(), [0.0, 50.0, 75.0]);
        assert_eq!(chart.bars[0].parts.len(), 1);
        assert_eq!(chart.bars[0].parts[0].width, 25.0);
    }

    #[test]
    fn before_anything_ended_there_is_no_picture_and_old_years_fall_off() {
        assert_eq!(chart(&[]), None);
        assert_eq!(chart(&[year(2026, 0, 0, 0)]), None);
        let many: Vec<Year> = (2000..2030).map(|n| year(n, 1, 0, 0)).collect();
        let chart = chart(&many).unwrap();
        assert_eq!((chart.bars.len(), chart.bars[0].year), (MOST_YEARS, 2029));
    }
}
