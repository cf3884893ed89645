//! The Markdown of a spec → its cases. A spec is named for its rule; a case is a section that says what fires, or that
//! the rule stays silent, with the files that show it.
//!
//! Fences name files: `md file=content/changes/api/2026-03-02-a.md`, with any language. Three languages are special:
//! `bytes` knows the escapes `\xFF`, `\r`, `\n` and `\\`; `link to=…` is a symbolic link; `fifo` a pipe. With
//! `repeat=1000` the last line is written so often. A block `findings` is
//! the report that is expected, in the human format.
//!
//! Two lines outside of fences set days: `today=2026-06-01` is the day of the check, and `baseline=2026-04-01` says that the
//! files after it are the site as it was published on that day, with the same book.toml; it becomes the baseline.

/// One section of a spec.
#[derive(Debug)]
pub struct Case {
    pub title: String,
    pub fires: bool,
    pub files: Vec<File>,
    /// The day of the check, if it is another than usual.
    pub today: Option<String>,
    pub baseline: Option<Baseline>,
    /// The expected report, and the lines of its block, fences excluded.
    pub findings: Option<Block>,
    /// The line after the section's last.
    pub end: usize,
}

/// The site as it was published, and when.
#[derive(Debug)]
pub struct Baseline {
    pub today: String,
    pub files: Vec<File>,
}

#[derive(Debug)]
pub struct File {
    pub path: String,
    pub content: Content,
}

#[derive(Debug)]
pub enum Content {
    Bytes(Vec<u8>),
    Link(String),
    Fifo,
}

#[derive(Debug)]
pub struct Block {
    pub text: String,
    pub lines: std::ops::Range<usize>,
}

/// The cases of a spec, in order. Panics where it is not a spec, and says where.
pub fn parse(name: &str, text: &str) -> Vec<Case> {
    let lines: Vec<&str> = text.lines().collect();
    let mut cases: Vec<Case> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if let Some(title) = line.strip_prefix("## ") {
            let fires = match title.split_once(": ") {
                Some(("fires", _)) => true,
                Some(("stays silent", _)) => false,
                _ => panic!("{name}:{}: a section is `## fires: …` or `## stays silent: …`", at + 1),
            };
            cases.push(Case {
                title: title.to_owned(),
                fires,
                files: Vec::new(),
                today: None,
                baseline: None,
                findings: None,
                end: at + 1,
            });
        } else if line.starts_with("```") {
            let ticks = line.len() - line.trim_start_matches('`').len();
            let (fence, info) = line.split_at(ticks);
            let length = lines[at + 1..].iter().position(|line| *line == fence);
            let length = length.unwrap_or_else(|| panic!("{name}:{}: the block is not closed", at + 1));
            let inner = at + 1..at + 1 + length;
            let text: String = lines[inner.clone()].iter().flat_map(|line| [*line, "\n"]).collect();
            let case = cases.last_mut().unwrap_or_else(|| panic!("{name}:{}: a block before any section", at + 1));
            match info {
                "findings" => case.findings = Some(Block { text, lines: inner.clone() }),
                _ => case.put(file(info, text).unwrap_or_else(|| panic!("{name}:{}: `{info}`", at + 1))),
            }
            at = inner.end;
            case.end = at + 1;
        } else if let Some(case) = cases.last_mut().filter(|_| !line.trim().is_empty()) {
            case.set_day(line);
            case.end = at + 1;
        }
        at += 1;
    }
    cases
}

impl Case {
    fn put(&mut self, file: File) {
        match &mut self.baseline {
            Some(baseline) => baseline.files.push(file),
            None => self.files.push(file),
        }
    }

    fn set_day(&mut self, line: &str) {
        if let Some(day) = line.strip_prefix("today=") {
            self.today = Some(day.trim().to_owned());
        } else if let Some(day) = line.strip_prefix("baseline=") {
            self.baseline = Some(Baseline { today: day.trim().to_owned(), files: Vec::new() });
        }
    }
}

fn file(info: &str, text: String) -> Option<File> {
    let mut words = info.split(' ');
    let language = words.next()?;
    let attributes: Vec<(&str, &str)> = words.map(|word| word.split_once('=')).collect::<Option<_>>()?;
    let attribute = |name: &str| attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
    let content = match language {
        "link" => Content::Link(attribute("to")?),
        "fifo" => Content::Fifo,
        "bytes" => Content::Bytes(unescape(&text)),
        _ => Content::Bytes(match attribute("repeat") {
            Some(times) => repeat_last_line(&text, times.parse().ok()?).into_bytes(),
            None => text.into_bytes(),
        }),
    };
    Some(File { path: attribute("file")?, content })
}

fn repeat_last_line(text: &str, times: usize) -> String {
    let last = text.trim_end().rfind('\n').map_or(0, |newline| newline + 1);
    format!("{}{}", &text[..last], text[last..].repeat(times))
}

/// A line feed of the block itself is kept; with `\` at its end a line goes on.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend(rest[..at].bytes());
        let escape = &rest[at + 1..];
        let length = match escape.as_bytes()[0] {
            b'x' => {
                bytes.push(u8::from_str_radix(&escape[1..3], 16).unwrap());
                3
            }
            b'\n' => 1,
            known => {
                let meant = [(b'r', b'\r'), (b'n', b'\n'), (b'\\', b'\\')].iter().find(|(key, _)| *key == known);
                bytes.push(meant.expect("a known escape").1);
                1
            }
        };
        rest = &escape[length..];
    }
    bytes.extend(rest.bytes());
    bytes
}

/// The text with each case's expected report replaced.
pub fn overwrite(text: &str, cases: &[Case], reports: &[String]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (case, report) in cases.iter().zip(reports).rev() {
        let new = report.lines().map(str::to_owned);
        match (&case.findings, report.is_empty()) {
            (Some(block), true) => {
                lines.splice(block.lines.start - 1..block.lines.end + 1, []);
            }
            (Some(block), false) => {
                lines.splice(block.lines.clone(), new);
            }
            (None, true) => {}
            (None, false) => {
                let block = ["", "```findings"].map(str::to_owned).into_iter().chain(new).chain(["```".to_owned()]);
                lines.splice(case.end..case.end, block.collect::<Vec<_>>());
            }
        }
    }
    lines.join("\n") + "\n"
}
