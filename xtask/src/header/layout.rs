//! Which fields of a structure share their place.

use super::tables::{Field, Structure};

/// A part of a structure.
pub enum Part {
    /// A field by itself.
    Field(Field),
    /// Fields that share a place: one arm or another.
    Union(Vec<Vec<Field>>),
}

/// The parts of a structure, in order.
///
/// A field that starts where an earlier one did begins another arm. The last arm ends as soon as it
/// reaches as far as the first.
pub fn parts(structure: &Structure) -> Vec<Part> {
    let fields = &structure.fields;
    let mut parts = Vec::new();
    let mut at = 0;
    while at < fields.len() {
        let start = fields[at].at;
        let is_shared = fields[at + 1..].iter().any(|field| field.at == start);
        let ends_at = |field: &Field| field.at + field.bits;
        if !is_shared {
            parts.push(Part::Field(fields[at].clone()));
            at += 1;
            continue;
        }
        let mut arms: Vec<Vec<Field>> = Vec::new();
        let mut first_end = 0;
        while at < fields.len() {
            let field = &fields[at];
            let goes_on = fields[at..].iter().any(|field| field.at == start);
            let is_full = arms.len() > 1
                && arms.last().and_then(|arm| arm.last()).is_some_and(|l| ends_at(l) >= first_end);
            match arms.last_mut() {
                _ if field.at == start => arms.push(vec![field.clone()]),
                Some(arm) if goes_on || !is_full => arm.push(field.clone()),
                _ => break,
            }
            if arms.len() == 1 {
                first_end = ends_at(field);
            }
            at += 1;
        }
        parts.push(Part::Union(arms));
    }
    parts
}
