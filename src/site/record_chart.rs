//! What ended in each year → the numbers of a small picture: a column per year, of what was kept, went early and was called
//! off. Pure geometry; `record_chart.svg.html` draws it. Lengths are units of the picture's view box.

use schemars::JsonSchema;
use serde::Serialize;

/// The newest years that a picture has.
const MOST_YEARS: usize = 12;
const STEP: f64 = 56.0;
const COLUMN: f64 = 32.0;
const TOP: f64 = 24.0;
const HIGHEST: f64 = 120.0;
const FOOT: f64 = 24.0;

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
    /// The width of the view box.
    pub width: f64,
    /// The height of the view box.
    pub height: f64,
    /// Where the columns stand.
    pub base: f64,
    /// Columns, the oldest first.
    pub columns: Vec<RecordColumn>,
}

/// A year of the picture.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct RecordColumn {
    /// The year.
    pub year: i16,
    /// The middle of the column.
    pub middle: f64,
    /// The left edge of the column.
    pub x: f64,
    /// Its width.
    pub width: f64,
    /// Where the sum stands.
    pub label_y: f64,
    /// How many promises ended.
    pub total: usize,
    /// Its parts from below: `kept`, `early`, `cancelled`; those of height 0 are absent.
    pub parts: Vec<RecordPart>,
}

/// A part of a column.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct RecordPart {
    /// `kept`, `early` or `cancelled`.
    pub count: &'static str,
    /// How many promises.
    pub number: usize,
    /// The upper edge.
    pub y: f64,
    /// The height.
    pub height: f64,
}

/// The picture of these years, oldest first; none if nothing ended in any.
pub fn chart(years: &[Year]) -> Option<RecordChart> {
    let years = &years[years.len().saturating_sub(MOST_YEARS)..];
    let most = years.iter().map(|year| year.total()).max().filter(|most| *most > 0)?;
    let base = TOP + HIGHEST;
    let unit = HIGHEST / most as f64;
    Some(RecordChart {
        width: STEP * years.len() as f64,
        height: base + FOOT,
        base,
        columns: years.iter().enumerate().map(|(place, year)| column(place, *year, base, unit)).collect(),
    })
}

fn column(place: usize, year: Year, base: f64, unit: f64) -> RecordColumn {
    let middle = STEP * (place as f64 + 0.5);
    let mut top = base;
    let mut parts = Vec::new();
    for (count, number) in [("kept", year.kept), ("early", year.early), ("cancelled", year.cancelled)] {
        if number > 0 {
            let height = rounded(number as f64 * unit);
            top = rounded(top - height);
            parts.push(RecordPart { count, number, y: top, height });
        }
    }
    RecordColumn {
        year: year.year,
        middle,
        x: middle - COLUMN / 2.0,
        width: COLUMN,
        label_y: top - 6.0,
        total: year.total(),
        parts,
    }
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
    fn the_fullest_year_is_the_highest_and_parts_stand_on_each_other() {
        let chart = chart(&[year(2025, 2, 1, 1), year(2026, 1, 0, 0)]).unwrap();
        let full = &chart.columns[0];
        assert_eq!(full.parts.iter().map(|part| part.height).sum::<f64>(), HIGHEST);
        assert_eq!(full.parts.iter().map(|part| part.y).collect::<Vec<_>>(), [84.0, 54.0, 24.0]);
        assert_eq!(chart.columns[1].parts.len(), 1);
        assert_eq!(full.parts[0].y + full.parts[0].height, chart.base);
    }

    #[test]
    fn before_anything_ended_there_is_no_picture_and_old_years_fall_off() {
        assert_eq!(chart(&[]), None);
        assert_eq!(chart(&[year(2026, 0, 0, 0)]), None);
        let many: Vec<Year> = (2000..2030).map(|n| year(n, 1, 0, 0)).collect();
        let chart = chart(&many).unwrap();
        assert_eq!((chart.columns.len(), chart.columns[0].year), (MOST_YEARS, 2018));
    }
}
