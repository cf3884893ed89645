//! Sites as they are shown → what the rules of policy find, on the page and, where that turns, in a line of the terminal.
//! It judges beside the preview, so that no edit waits; a baseline is read once, beside both, and never stops anything.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::shown::{self, Below};
use crate::base::Today;
use crate::cli::baseline::{self, BaselineArgs};
use crate::cli::global::Global;
use crate::config::Config;
use crate::diag::{Finding, Level};
use crate::pipeline::Compiled;
use crate::report;
use crate::schedule::Baseline;
use crate::shell::serve::Stage;

/// What the judge is told.
pub enum News {
    /// A site that the rules are yet to judge.
    Shown(Judged),
    /// The sources cannot be read at all: the terminal has been told.
    Unreadable,
    /// What was published last, from now on.
    Baseline(Box<Baseline>),
}

/// A site, and under which number it was shown.
pub struct Judged {
    pub compiled: Arc<Compiled>,
    pub edition: u64,
    pub below: Below,
}

/// What the terminal was told last.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    Well,
    /// The counts of what `check` refuses.
    Refused(String),
    Broken,
}

/// Starts a judge for a stage.
pub fn judge(global: Global, stage: Stage) -> Sender<News> {
    let (sender, waiting) = channel();
    thread::spawn(move || Judge { global, stage, told: Told::Well, baseline: None, last: None }.sit(&waiting));
    sender
}

/// Has the baseline that was named or configured sent to the judge, once it is there. One that cannot be had is told.
pub fn send_baseline(global: Global, config: Arc<Config>, args: BaselineArgs, (today, judge): (Today, Sender<News>)) {
    thread::spawn(move || match baseline::read(&global, &config, &args, today) {
        Ok(Some(baseline)) => {
            // Without a judge there is nobody to compare anything.
            let _ = judge.send(News::Baseline(Box::new(baseline)));
        }
        Ok(None) => {}
        Err(failure) => {
            global.say(&format!("promises are not compared with what was published: {failure}; {}", failure.hint));
        }
    });
}

struct Judge {
    global: Global,
    stage: Stage,
    told: Told,
    baseline: Option<Baseline>,
    /// The newest site, to be judged again when the baseline comes.
    last: Option<Judged>,
}

impl Judge {
    fn sit(mut self, waiting: &Receiver<News>) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        while let Ok(first) = waiting.recv() {
            self.hear(first);
            // Only the newest is worth the work.
            waiting.try_iter().for_each(|news| self.hear(news));
            let Some(judged) = &self.last else { continue };
            let all = || judged.compiled.in_full(self.baseline.as_ref());
            let findings = match &pool {
                Ok(pool) => pool.install(all),
                Err(_) => all(),
            };
            self.show(&findings);
        }
    }

    fn hear(&mut self, news: News) {
        match news {
            News::Shown(judged) => {
                if judged.compiled.is_broken() {
                    self.told = Told::Broken;
                }
                self.last = Some(judged);
            }
            News::Unreadable => {
                self.told = Told::Broken;
                self.last = None;
            }
            News::Baseline(baseline) => self.baseline = Some(*baseline),
        }
    }

    fn show(&mut self, findings: &[Finding]) {
        let Some(Judged { compiled, edition, below }) = &self.last else { return };
        let report = shown::of_findings(findings, compiled, *below);
        let mut is_newest = false;
        self.stage.send_if_modified(|snapshot| {
            is_newest = snapshot.edition == *edition;
            let news = is_newest && snapshot.report != report;
            if news {
                snapshot.report = report;
            }
            news
        });
        if is_newest && !compiled.is_broken() {
            let summary = report::summary(findings, compiled.catalog.changes().len());
            let refused = findings.iter().any(|finding| finding.level == Level::Deny);
            self.tell(if refused { Told::Refused(summary) } else { Told::Well });
        }
    }

    /// One line when it turns.
    fn tell(&mut self, now: Told) {
        if now == self.told {
            return;
        }
        match &now {
            Told::Well => self.global.say("all is well again: `forewarn check` finds no error"),
            Told::Refused(summary) => self.global.say(&format!("{summary}: the page and `forewarn check` show them")),
            Told::Broken => {}
        }
        self.told = now;
    }
}
