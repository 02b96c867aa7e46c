//! Replays one transcript, line by line.

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use jet_types::JetErr;
use serde_json::{Map, Value};

use crate::args::{Args, Reading, Unfit};
use crate::call::{Call, shown_code};
use crate::calls::{self, Known, awaited};
use crate::compare;
use crate::ops;
use crate::outcome::{Difference, Found, Mismatch, Outcome};
use crate::process::{Process, Scratch};
use crate::rules::Rules;
use crate::transcript::{Line, Op, Recorded, ReplayError, Step, Transcript};
use crate::workers::Workers;

/// How to replay.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Go on after a difference, to see all of them. What comes after the first may follow from it.
    pub keep_going: bool,
}

/// What a call came to: its code and what it wrote, that it is not there, or that it panicked.
enum Reply {
    Done(JetErr, Map<String, Value>),
    NotThere,
    Unfit(String),
    Panicked(String),
}

/// What is sent to a thread and back.
type Returned = (Process, Reply);

struct Replay {
    rules: Rules,
    scratch: Arc<Scratch>,
    /// There but while a thread has it.
    process: Option<Process>,
    workers: Workers<Returned>,
    outcome: Outcome,
}

/// Replays a transcript in a scratch folder of its own.
///
/// # Errors
/// [`ReplayError::Malformed`] when a line cannot be understood, [`ReplayError::Scratch`].
pub fn replay(transcript: &Transcript, options: Options) -> Result<Outcome, ReplayError> {
    let scratch = Arc::new(Scratch::new()?);
    let mut replay = Replay {
        rules: Rules::new(&transcript.area),
        process: Some(Process::new(&scratch)),
        scratch,
        workers: Workers::new(),
        outcome: Outcome {
            name: transcript.name.clone(),
            area: transcript.area.clone(),
            equal: 0,
            differences: Vec::new(),
            notes: Vec::new(),
        },
    };
    for line in &transcript.lines {
        let goes_on = match &line.step {
            Step::Op(op) => replay.op(line.n, op)?,
            Step::Call(recorded) => replay.call(line, recorded)?,
        };
        if !goes_on && !options.keep_going || !replay.outcome.notes.is_empty() {
            break;
        }
    }
    replay.end_process();
    Ok(replay.finish())
}

impl Replay {
    /// Runs a call and compares; whether it is as recorded.
    fn call(&mut self, line: &Line, recorded: &Recorded) -> Result<bool, ReplayError> {
        let mismatches = match self.run(line, recorded)? {
            Reply::Done(ret, out) => {
                let found = self.mismatches(recorded, ret, out);
                if found.is_empty() {
                    self.outcome.equal += 1;
                    return Ok(true);
                }
                if let Some(reason) = self.rules.end_of_promise(recorded, ret) {
                    self.outcome.notes.push(format!("line {}: {reason}", line.n));
                    return Ok(false);
                }
                Found::Mismatches(found)
            }
            Reply::NotThere => Found::NotThere,
            Reply::Panicked(message) => Found::Panicked(message),
            Reply::Unfit(what) => {
                let what = format!("{}: {what}", recorded.call);
                return Err(ReplayError::Malformed { line: line.n, what });
            }
        };
        let input = Value::Object(recorded.input.clone());
        self.differs(line.n, &recorded.call, input, mismatches);
        Ok(false)
    }

    /// Compares the return code and all values written.
    fn mismatches(
        &mut self,
        recorded: &Recorded,
        ret: JetErr,
        mut out: Map<String, Value>,
    ) -> Vec<Mismatch> {
        let mut found = Vec::new();
        let expected = JetErr::from_name(&recorded.ret)
            .or_else(|| recorded.ret.parse().ok().map(JetErr::from_raw));
        if expected != Some(ret) {
            let expected = Value::from(recorded.ret.as_str());
            found.push(Mismatch::new("ret", Some(&expected), Some(&shown_code(ret))));
        }
        let mut expected = recorded.out.clone();
        self.rules.adjust(recorded, &mut expected, &mut out);
        found.extend(compare::first_mismatch(&expected, &out));
        found
    }

    /// Runs a call on its thread.
    fn run(&mut self, line: &Line, recorded: &Recorded) -> Result<Reply, ReplayError> {
        let process = self.process.take().unwrap_or_else(|| Process::new(&self.scratch));
        let Recorded { call, input, .. } = recorded;
        let (process, reply) = match &line.thread {
            None => reply(process, &self.scratch, call, input),
            Some(thread) => {
                let (scratch, call, input) =
                    (Arc::clone(&self.scratch), call.clone(), input.clone());
                let job = move || reply(process, &scratch, &call, &input);
                self.workers.run(thread, Box::new(job))?
            }
        };
        self.process = Some(process);
        Ok(reply)
    }

    /// Does a pseudo-call; whether what it says is so.
    fn op(&mut self, line: u64, op: &Op) -> Result<bool, ReplayError> {
        match op {
            Op::Comment | Op::Sleep => return Ok(true),
            Op::Crash | Op::NewProcess => {
                self.end_process();
                self.process = Some(Process::new(&self.scratch));
            }
            Op::File { path, exists } => {
                let got = self.path(path).exists();
                if got != *exists {
                    let (expected, got) = (Value::from(*exists), Value::from(got));
                    let found = vec![Mismatch::new("exists", Some(&expected), Some(&got))];
                    self.differs(line, "file", path.as_str().into(), Found::Mismatches(found));
                    return Ok(false);
                }
            }
            Op::Delete { path } => ops::delete(&self.path(path))?,
            Op::Copy { from, to } => ops::copy(&self.path(from), &self.path(to))?,
            Op::Mkdir { path } => std::fs::create_dir_all(self.path(path))?,
        }
        self.outcome.equal += 1;
        Ok(true)
    }

    /// Compares what shows only in the end, if all went well so far.
    fn finish(mut self) -> Outcome {
        if let Some(mismatch) = self.rules.at_the_end()
            && self.outcome.is_passed()
        {
            let found = Found::Mismatches(vec![mismatch]);
            let difference =
                Difference { line: 0, call: "the end".to_owned(), input: Value::Null, found };
            self.outcome.differences.push(difference);
        }
        self.outcome
    }

    /// Ends the process as a crash does: an engine that goes out of scope writes nothing, and its
    /// files are let go of.
    fn end_process(&mut self) {
        self.process = None;
        self.workers.end();
    }

    fn path(&self, path: &str) -> PathBuf {
        self.scratch.path().join(self.scratch.filled_in(path))
    }

    fn differs(&mut self, line: u64, call: &str, input: Value, found: Found) {
        let call = call.to_owned();
        self.outcome.differences.push(Difference { line, call, input, found });
    }
}

/// Runs a call; a panic of the engine is a reply as well.
fn reply(
    mut process: Process,
    scratch: &Scratch,
    call: &str,
    input: &Map<String, Value>,
) -> Returned {
    let Some(known) = calls::find(call) else { return (process, Reply::NotThere) };
    let result = catch_unwind(AssertUnwindSafe(|| {
        let reading = Reading::new(&process.symbols, scratch);
        let args = Args::new(&reading, input);
        let answer = match known {
            Known::Awaited(arguments) => awaited::read(&args, arguments).map(|()| None),
            Known::Here(run) => {
                let mut call = Call::new(&process.engine, args, &process.symbols, scratch);
                run(&mut call).map(|ret| Some((ret, call.into_written())))
            }
        };
        let answer = answer?;
        reading.check_all_read(input).map(|()| answer)
    }));
    let reply = match result {
        Ok(Ok(Some((ret, written)))) => {
            for (name, kind, value) in written.bound {
                process.symbols.bind(name, kind, value);
            }
            Reply::Done(ret, written.out)
        }
        Ok(Ok(None)) => Reply::NotThere,
        Ok(Err(Unfit(what))) => Reply::Unfit(what),
        Err(panic) => Reply::Panicked(message(&*panic)),
    };
    (process, reply)
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message").to_owned()
}
