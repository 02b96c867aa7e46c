//! Names of log files and of what lies beside them.
//!
//! All start with the base name of three characters, whose case does not matter. Two families of
//! extensions exist, and two widths of the generation in the names of archived files.

/// Which extensions: those of all time, or those of Windows Vista and some servers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    /// `.log` and `.chk`.
    Log,
    /// `.jtx` and `.jcp`.
    Jtx,
}

impl Family {
    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Log => Self::Jtx,
            Self::Jtx => Self::Log,
        }
    }

    const fn log_extension(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Jtx => "jtx",
        }
    }

    const fn checkpoint_extension(self) -> &'static str {
        match self {
            Self::Log => "chk",
            Self::Jtx => "jcp",
        }
    }
}

/// How many hexadecimal digits the generation has in a file name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Digits {
    /// Five, and eight from generation 0x100000 on (`JET_bitEightDotThreeSoftCompat`).
    Five,
    /// Eight.
    Eight,
}

/// What a file of the set is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FileKind {
    /// The log being written.
    Current,
    /// A log being prepared, with whatever in it. Never replayed.
    Prepared,
    /// A full log.
    Archived(u32),
    /// Room for two more logs when the disk is full.
    Reserve(u32),
    /// A copy of a log being shipped.
    Shadow(u32),
    /// The checkpoint.
    Checkpoint,
}

/// How the files of a stream are called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogNames {
    /// Three characters, `edb` by default.
    pub base: String,
    /// Their extensions.
    pub family: Family,
    /// The width of generations.
    pub digits: Digits,
}

impl LogNames {
    /// Names as Windows gives them since its version 10: `edb.log`, `edb00001.log`, `edb.chk`.
    pub fn new(base: &str) -> Self {
        Self { base: base.to_owned(), family: Family::Log, digits: Digits::Five }
    }

    /// The log being written.
    pub fn current(&self) -> String {
        format!("{}.{}", self.base, self.family.log_extension())
    }

    /// The log being prepared.
    pub fn prepared(&self) -> String {
        format!("{}tmp.{}", self.base, self.family.log_extension())
    }

    /// A full log.
    pub fn archived(&self, generation: u32) -> String {
        let (base, extension) = (&self.base, self.family.log_extension());
        match self.digits {
            Digits::Five if generation <= 0xF_FFFF => format!("{base}{generation:05X}.{extension}"),
            _ => format!("{base}{generation:08X}.{extension}"),
        }
    }

    /// A reserve file, from number 1.
    pub fn reserve(&self, number: u32) -> String {
        format!("{}res{number:05X}.jrs", self.base)
    }

    /// The checkpoint.
    pub fn checkpoint(&self) -> String {
        format!("{}.{}", self.base, self.family.checkpoint_extension())
    }
}

/// A file name taken apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Parsed<'a> {
    pub base: &'a str,
    pub kind: FileKind,
    /// `None` for reserve and shadow files, which have one extension only.
    pub family: Option<Family>,
    /// Width of the generation in the name of an archived log.
    pub digits: Option<Digits>,
}

/// Takes a file name apart; `None` when it cannot belong to a log stream.
pub(super) fn parse(name: &str) -> Option<Parsed<'_>> {
    let (stem, extension) = name.rsplit_once('.')?;
    let (base, rest) =
        stem.split_at_checked(stem.char_indices().nth(3).map_or(stem.len(), |c| c.0))?;
    if base.chars().count() != 3 {
        return None;
    }
    let is = |wanted: &str| extension.eq_ignore_ascii_case(wanted);
    let family = [Family::Log, Family::Jtx]
        .into_iter()
        .find(|family| is(family.log_extension()) || is(family.checkpoint_extension()));
    let parsed = |kind, digits| Some(Parsed { base, kind, family, digits });
    match family {
        Some(family) if is(family.checkpoint_extension()) => {
            if rest.is_empty() {
                parsed(FileKind::Checkpoint, None)
            } else {
                None
            }
        }
        Some(_) if rest.is_empty() => parsed(FileKind::Current, None),
        Some(_) if rest.eq_ignore_ascii_case("tmp") => parsed(FileKind::Prepared, None),
        Some(_) => {
            let (generation, digits) = number(rest)?;
            parsed(FileKind::Archived(generation), Some(digits))
        }
        None if is("jsl") => parsed(FileKind::Shadow(number(rest)?.0), None),
        None if is("jrs") => {
            let (word, digits) = rest.split_at_checked(3)?;
            let (number, width) = number(digits)?;
            let good = word.eq_ignore_ascii_case("res") && width == Digits::Five;
            if good { parsed(FileKind::Reserve(number), None) } else { None }
        }
        None => None,
    }
}

/// A number of five or eight hexadecimal digits, not 0.
fn number(text: &str) -> Option<(u32, Digits)> {
    let digits = match text.len() {
        5 => Digits::Five,
        8 => Digits::Eight,
        _ => return None,
    };
    let plain = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u32::from_str_radix(text, 16).ok()?;
    (plain && number != 0).then_some((number, digits))
}
