//! Numbers of columns.

use super::ColumnSchema;

/// The last numbers of columns that were ever given, and where fixed columns end in records. Numbers
/// of deleted columns are not given again, as records may still have them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ColumnLayout {
    /// The last fixed column, from 1.
    pub fixed_last: u16,
    /// Where it ends in a record.
    pub fixed_end: u16,
    /// The last variable column, from 128.
    pub variable_last: u16,
    /// The last tagged column, from 256.
    pub tagged_last: u16,
}

impl Default for ColumnLayout {
    fn default() -> Self {
        Self { fixed_last: 0, fixed_end: 4, variable_last: 127, tagged_last: 255 }
    }
}

impl ColumnLayout {
    /// Takes a column into account.
    pub(crate) fn take(&mut self, column: &ColumnSchema) {
        let len = u16::try_from(column.fixed_len()).unwrap_or(u16::MAX);
        self.take_number(column.fid, column.offset.saturating_add(len));
    }

    /// Takes a column into account that may be deleted; `end` is where it ends, if it is fixed.
    pub(crate) fn take_number(&mut self, fid: u16, end: u16) {
        match fid {
            ..128 => {
                self.fixed_last = self.fixed_last.max(fid);
                self.fixed_end = self.fixed_end.max(end);
            }
            128..256 => self.variable_last = self.variable_last.max(fid),
            256.. => self.tagged_last = self.tagged_last.max(fid),
        }
    }

    /// Takes the numbers of a template into account.
    pub(crate) fn follow(&mut self, template: Self) {
        self.take_number(template.fixed_last, template.fixed_end);
        self.variable_last = self.variable_last.max(template.variable_last);
        self.tagged_last = self.tagged_last.max(template.tagged_last);
    }

    /// Where tables made like this one begin: tagged columns have numbers of their own.
    pub(crate) fn inherited(self) -> Self {
        Self { tagged_last: Self::default().tagged_last, ..self }
    }
}
