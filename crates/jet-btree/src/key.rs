//! Keys as pages hold them: a piece of the page's prefix and a suffix, compared without joining.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::cmp::Ordering;
use std::fmt;

/// A key in two pieces. Keys compare as unsigned byte strings.
#[derive(Clone, Copy, Default)]
pub struct Key<'a> {
    /// What it shares with the page's prefix.
    pub prefix: &'a [u8],
    /// The rest.
    pub suffix: &'a [u8],
}

impl<'a> Key<'a> {
    /// A key in one piece.
    pub fn whole(bytes: &'a [u8]) -> Self {
        Self { prefix: &[], suffix: bytes }
    }

    /// Bytes in all.
    pub fn len(self) -> usize {
        self.prefix.len().saturating_add(self.suffix.len())
    }

    /// Whether there are no bytes.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Appends the bytes to `out`.
    pub fn append_to(self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.prefix);
        out.extend_from_slice(self.suffix);
    }

    /// The bytes in one piece.
    pub fn to_vec(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.len());
        self.append_to(&mut out);
        out
    }

    /// Compares with a key in one piece.
    pub fn compare(self, other: &[u8]) -> Ordering {
        match other.get(..self.prefix.len()) {
            Some(start) => {
                let rest = other.get(self.prefix.len()..).unwrap_or(&[]);
                self.prefix.cmp(start).then_with(|| self.suffix.cmp(rest))
            }
            // The other ends inside our prefix: one of the two is the start of the other, or they
            // differ before that.
            None => self.prefix.cmp(other),
        }
    }

    /// Compares with the concatenation of two pieces.
    pub fn compare_joined(self, first: &[u8], second: &[u8]) -> Ordering {
        if second.is_empty() {
            return self.compare(first);
        }
        self.bytes().cmp(first.iter().chain(second).copied())
    }

    /// How many bytes two keys have in common at their start.
    pub fn common_prefix(self, other: Key<'_>) -> usize {
        let (left, right) = (self.first_piece(), other.first_piece());
        let len = common(left, right);
        if len == 0 || len < left.len().min(right.len()) {
            return len;
        }
        len.saturating_add(self.skip(len).common_prefix(other.skip(len)))
    }

    /// The key without its first `len` bytes.
    pub fn skip(self, len: usize) -> Key<'a> {
        let behind = len.saturating_sub(self.prefix.len());
        Key {
            prefix: self.prefix.get(len..).unwrap_or(&[]),
            suffix: self.suffix.get(behind..).unwrap_or(&[]),
        }
    }

    fn first_piece(self) -> &'a [u8] {
        if self.prefix.is_empty() { self.suffix } else { self.prefix }
    }

    /// The bytes one by one.
    pub fn bytes(self) -> impl Iterator<Item = u8> + 'a {
        self.prefix.iter().chain(self.suffix).copied()
    }
}

/// How many bytes two slices have in common at their start.
fn common(left: &[u8], right: &[u8]) -> usize {
    let (left_words, _) = left.as_chunks::<8>();
    let (right_words, _) = right.as_chunks::<8>();
    let mut len: usize = 0;
    for (left, right) in left_words.iter().zip(right_words) {
        let differing = u64::from_le_bytes(*left) ^ u64::from_le_bytes(*right);
        if differing != 0 {
            return len.saturating_add((differing.trailing_zeros() >> 3) as usize);
        }
        len = len.saturating_add(8);
    }
    let rest = |bytes| <[u8]>::get(bytes, len..).unwrap_or(&[]).iter();
    len.saturating_add(
        rest(left).zip(rest(right)).take_while(|(left, right)| left == right).count(),
    )
}

impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Key<'_> {}

impl PartialOrd for Key<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.prefix.len() == other.prefix.len() && self.prefix == other.prefix {
            return self.suffix.cmp(other.suffix);
        }
        self.bytes().cmp(other.bytes())
    }
}

impl fmt::Debug for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_pieces_compare_as_one() {
        let texts: [&[u8]; 12] = [
            b"",
            b"a",
            b"ab",
            b"abc",
            b"abd",
            b"abcd",
            b"b",
            b"ac",
            b"\xff",
            b"abcdefghijklmnopqrs",
            b"abcdefghijklmnopqrt",
            b"abcdefghijklmnop",
        ];
        for left in texts {
            for cut in 0..=left.len() {
                let (prefix, suffix) = left.split_at(cut);
                let key = Key { prefix, suffix };
                assert_eq!(key.to_vec(), left);
                for right in texts {
                    assert_eq!(key.compare(right), left.cmp(right), "{left:?} {cut} {right:?}");
                    for at in 0..=right.len() {
                        let (first, second) = right.split_at(at);
                        assert_eq!(key.compare_joined(first, second), left.cmp(right));
                        let other = Key { prefix: first, suffix: second };
                        assert_eq!(key.cmp(&other), left.cmp(right));
                        let shared = left.iter().zip(right).take_while(|(a, b)| a == b).count();
                        assert_eq!(key.common_prefix(other), shared, "{left:?} {right:?}");
                        assert_eq!(key.skip(at).to_vec(), left.get(at..).unwrap_or(&[]));
                    }
                }
            }
        }
    }
}
