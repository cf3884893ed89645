//! Where the writer stands in a table: rows of the head and of the body, and each cell's alignment.

use pulldown_cmark::Alignment;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Row {
    #[default]
    Head,
    Body,
}

/// Tables do not nest, so one is enough.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    row: Row,
    column: usize,
}

impl Table {
    pub(super) fn new(alignments: &[Alignment]) -> Self {
        Table { alignments: alignments.to_vec(), ..Table::default() }
    }

    /// Begins a row; whether it is the first of its kind.
    pub(super) fn begin(&mut self, row: Row) -> bool {
        let first = self.row != row;
        self.row = row;
        self.column = 0;
        first
    }

    pub(super) fn has_body(&self) -> bool {
        self.row == Row::Body
    }

    /// Classes, since style attributes are what content security policies block.
    pub(super) fn open_cell(&mut self) -> &'static str {
        let alignment = self.alignments.get(self.column).copied().unwrap_or(Alignment::None);
        self.column += 1;
        match (self.row, alignment) {
            (Row::Head, Alignment::None) => "<th scope=\"col\">",
            (Row::Head, Alignment::Left) => "<th scope=\"col\" class=\"align-left\">",
            (Row::Head, Alignment::Center) => "<th scope=\"col\" class=\"align-center\">",
            (Row::Head, Alignment::Right) => "<th scope=\"col\" class=\"align-right\">",
            (Row::Body, Alignment::None) => "<td>",
            (Row::Body, Alignment::Left) => "<td class=\"align-left\">",
            (Row::Body, Alignment::Center) => "<td class=\"align-center\">",
            (Row::Body, Alignment::Right) => "<td class=\"align-right\">",
        }
    }

    pub(super) fn close_cell(&self) -> &'static str {
        match self.row {
            Row::Head => "</th>",
            Row::Body => "</td>",
        }
    }
}
