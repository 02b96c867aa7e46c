//! Medians and ratios.

use std::collections::BTreeMap;

use comfy_table::{CellAlignment, Table, presets};
use serde_json::{Value, json};

use crate::workload::Figure;

/// All figures of a run: by workload (in order), then by engine, one per round.
#[derive(Debug, Default)]
pub struct Report {
    workloads: Vec<String>,
    figures: BTreeMap<(String, &'static str), Vec<Figure>>,
    sizes: BTreeMap<&'static str, Vec<f64>>,
}

impl Report {
    /// Adds what one engine did in one round.
    pub fn add(&mut self, workload: &str, engine: &'static str, figure: Figure) {
        if !self.workloads.iter().any(|known| known == workload) {
            self.workloads.push(workload.to_owned());
        }
        self.figures.entry((workload.to_owned(), engine)).or_default().push(figure);
    }

    /// Adds what an engine's files take per row.
    pub fn add_size(&mut self, engine: &'static str, bytes_per_row: f64) {
        self.sizes.entry(engine).or_default().push(bytes_per_row);
    }

    fn median(&self, workload: &str, engine: &'static str, of: fn(&Figure) -> f64) -> Option<f64> {
        let figures = self.figures.get(&(workload.to_owned(), engine))?;
        median(figures.iter().map(of).collect())
    }

    /// Rates per engine, with the best other engine and the first one's ratio to it.
    pub fn print(&self, engines: &[&'static str]) {
        let mut table = new_table();
        let mut head = vec!["operations per second".to_owned()];
        head.extend(engines.iter().map(|engine| (*engine).to_owned()));
        head.push(format!("{} / best other", engines[0]));
        table.set_header(head);
        for workload in &self.workloads {
            let rates: Vec<_> =
                engines.iter().map(|engine| self.median(workload, engine, |f| f.rate)).collect();
            let best = rates[1..].iter().flatten().copied().fold(f64::NAN, f64::max);
            let mut row = vec![workload.clone()];
            row.extend(
                rates.iter().map(|rate| rate.map_or("-".into(), |rate| format!("{rate:.0}"))),
            );
            row.push(rates[0].map_or("-".into(), |rate| format!("{:.2}", rate / best)));
            table.add_row(row);
        }
        align(&mut table);
        println!("{table}\n");
        self.print_per_commit(engines);
    }

    fn print_per_commit(&self, engines: &[&'static str]) {
        let mut table = new_table();
        table.set_header(std::iter::once("per operation").chain(engines.iter().copied()));
        type Of = (&'static str, fn(&Figure) -> f64, usize);
        let kinds: [Of; 2] = [("syncs", |f| f.syncs, 3), ("bytes written", |f| f.bytes, 0)];
        for workload in self.workloads.iter().filter(|name| name.contains("commit")) {
            for (what, of, digits) in kinds {
                let mut row = vec![format!("{workload}: {what}")];
                row.extend(engines.iter().map(|engine| {
                    self.median(workload, engine, of)
                        .map_or("-".into(), |n| format!("{n:.digits$}"))
                }));
                table.add_row(row);
            }
        }
        let mut row = vec!["bytes on disk per row".to_owned()];
        row.extend(engines.iter().map(|engine| {
            let sizes = self.sizes.get(engine).cloned().unwrap_or_default();
            median(sizes).map_or("-".into(), |size| format!("{size:.0}"))
        }));
        table.add_row(row);
        align(&mut table);
        println!("{table}");
    }

    /// Everything, unrounded.
    pub fn json(&self) -> Value {
        let figures = self.figures.iter().map(|((workload, engine), figures)| {
            let rounds: Vec<_> = figures
                .iter()
                .map(|f| json!({"rate": f.rate, "syncs": f.syncs, "bytes": f.bytes}))
                .collect();
            json!({"workload": workload, "engine": engine, "rounds": rounds})
        });
        json!({"figures": figures.collect::<Vec<_>>(), "bytes_per_row": self.sizes})
    }
}

fn new_table() -> Table {
    let mut table = Table::new();
    table.load_preset(presets::ASCII_MARKDOWN);
    table
}

fn align(table: &mut Table) {
    table
        .column_iter_mut()
        .skip(1)
        .for_each(|column| column.set_cell_alignment(CellAlignment::Right));
}

/// The middle one, or `None` of nothing.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
