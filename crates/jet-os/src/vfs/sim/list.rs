//! A list that grows at its end and whose older states stay: a clone costs nothing.

use std::sync::Arc;

/// The list.
pub struct List<T> {
    last: Option<Arc<Link<T>>>,
}

struct Link<T> {
    item: T,
    before: Option<Arc<Link<T>>>,
}

impl<T> List<T> {
    /// The list without items.
    pub fn new() -> Self {
        Self { last: None }
    }

    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        let before = self.last.take();
        self.last = Some(Arc::new(Link { item, before }));
    }

    /// All items, oldest first.
    pub fn items(&self) -> Vec<&T> {
        let mut items = Vec::new();
        let mut next = self.last.as_deref();
        while let Some(link) = next {
            items.push(&link.item);
            next = link.before.as_deref();
        }
        items.reverse();
        items
    }
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        Self { last: self.last.clone() }
    }
}

impl<T> Drop for List<T> {
    /// Link by link: a long list dropped by its links' own drops would need as deep a stack.
    fn drop(&mut self) {
        let mut next = self.last.take();
        while let Some(mut link) = next.and_then(Arc::into_inner) {
            next = link.before.take();
        }
    }
}
