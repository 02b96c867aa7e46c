//! Which columns of a row were set.

/// Columns by their places among the table's.
#[derive(Clone, Debug, Default)]
pub(super) struct Changed {
    words: Vec<u64>,
    any: bool,
}

impl Changed {
    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.any = false;
    }

    pub(super) fn add(&mut self, position: usize) {
        let word = position / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (position % 64);
        self.any = true;
    }

    /// The same columns, where they are at other places.
    pub(super) fn moved(&self, place: impl Fn(usize) -> Option<usize>) -> Self {
        let mut moved = Self { any: self.any, ..Self::default() };
        let all = (0..self.words.len() * 64).filter(|position| self.has(*position));
        all.filter_map(place).for_each(|position| moved.add(position));
        moved
    }

    /// Whether any column was set.
    pub(super) fn is_any(&self) -> bool {
        self.any
    }

    pub(super) fn has(&self, position: usize) -> bool {
        self.words.get(position / 64).is_some_and(|word| word >> (position % 64) & 1 == 1)
    }

    /// Whether one of these columns was set.
    pub(super) fn has_any(&self, positions: &[usize]) -> bool {
        positions.iter().any(|position| self.has(*position))
    }
}
