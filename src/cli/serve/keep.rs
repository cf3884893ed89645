//! Rings of the doorbell → the newest snapshot on the stage. The site is shown as soon as it can be rendered; what the
//! rules of policy find follows, judged beside it, so that no edit waits for them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::change::{self, Work};
use super::judge::{self, Judged, News};
use super::reading::{self, Reread};
use super::shown::{self, Below, Shown};
use crate::cli::baseline::BaselineArgs;
use crate::cli::global::Global;
use crate::cli::{Stop, load};
use crate::pipeline::{Compiled, Drafts, Input, Preview};
use crate::report::{self, Styled};
use crate::shell::Failure;
use crate::shell::serve::{Report, Seat, Snapshot, Stage};
use crate::shell::watch::{Ring, Watch, watch};

/// An editor's save is one write, or a few in a row.
const QUIET: Duration = Duration::from_millis(3);
/// Where files come and go, or a file was emptied, more is to follow.
const UNQUIET: Duration = Duration::from_millis(60);
/// What never falls quiet is shown all the same.
const PATIENCE: Duration = Duration::from_millis(500);

/// Keeps what is shown up to date with the sources.
pub struct Keeper {
    global: Global,
    /// Free of links.
    root: PathBuf,
    input: Input,
    preview: Preview,
    bell: Sender<Ring>,
    rings: Receiver<Ring>,
    watch: Watch,
    stage: Stage,
    judge: Sender<News>,
}

impl Keeper {
    /// Reads and compiles the site for the first time.
    ///
    /// # Errors
    /// If there is no site to be shown at all.
    pub fn begin(global: Global, drafts: Drafts, baseline: BaselineArgs) -> Result<(Keeper, Seat), Stop> {
        let (config, _, _) = load::config(&global)?;
        let root = std::fs::canonicalize(&global.root)
            .map_err(|error| Failure::io("open", &global.root, &error, "name the folder of the site with `--root`"))?;
        let (bell, rings) = channel();
        // Listening comes before reading, so that nothing changes unheard between them.
        let folders = reading::folders(&config, &root);
        let watch = watch(&root, &folders, bell.clone())?;
        let input = reading::everything(&global)?;
        let mut preview = Preview::new(drafts);
        let compiled = preview.show(&input);
        let report = shown::of_findings(&compiled.findings, &compiled, Below::This);
        tell(&global, &compiled);
        let site = Arc::new(Shown { compiled: Arc::clone(&compiled), root: root.clone() });
        let (stage, seat) = watch::channel(Snapshot { site, edition: 1, pages: 1, styles: 1, report });
        let judge = judge::judge(global.clone(), stage.clone());
        // A judge who is gone leaves the site without a report, and nothing worse.
        let _ = judge.send(News::Shown(Judged { compiled, edition: 1, below: Below::This }));
        judge::send_baseline(global.clone(), Arc::clone(&input.config), baseline, (input.today, judge.clone()));
        Ok((Keeper { global, root, input, preview, bell, rings, watch, stage, judge }, seat))
    }

    /// Waits for changes and shows them, as long as the program runs.
    pub fn keep(mut self) {
        while let Ok(first) = self.rings.recv() {
            let start = Instant::now();
            let work = self.settle(first, start);
            if !work.is_nothing() {
                self.take_up(&work);
            }
        }
    }

    /// Gathers rings until it is quiet.
    fn settle(&self, first: Ring, start: Instant) -> Work {
        let mut rings = vec![first];
        loop {
            let work = change::work(&rings, &self.root, &self.input);
            let comes_and_goes = work.everything || !work.gone.is_empty();
            let unfinished = comes_and_goes || work.texts.iter().any(|path| reading::is_emptied(&self.root, path));
            match self.rings.recv_timeout(if unfinished { UNQUIET } else { QUIET }) {
                Ok(ring) if start.elapsed() < PATIENCE => {
                    if !rings.contains(&ring) {
                        rings.push(ring);
                    }
                }
                // What was there may be gone by now, and the other way round.
                Ok(_) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return change::work(&rings, &self.root, &self.input);
                }
            }
        }
    }

    fn take_up(&mut self, work: &Work) {
        let reread = match work.everything {
            true => Reread::Lost,
            false => reading::again(&self.global, &mut self.input, work),
        };
        match reread {
            Reread::Lost => match self.read_everything() {
                Ok(()) => self.show(),
                Err(stop) => {
                    self.stage.send_modify(|snapshot| {
                        snapshot.edition += 1;
                        snapshot.report = Some(self.told_of(&stop));
                    });
                    let _ = self.judge.send(News::Unreadable);
                }
            },
            Reread::Changed => self.show(),
            Reread::Same if work.copied => self.stage.send_modify(|snapshot| snapshot.pages += 1),
            Reread::Same if work.styles => self.stage.send_modify(|snapshot| snapshot.styles += 1),
            Reread::Same => {}
        }
    }

    /// Listens anew first: folders may have come that nobody listens to yet.
    fn read_everything(&mut self) -> Result<(), Stop> {
        let (config, _, _) = load::config(&self.global)?;
        let folders = reading::folders(&config, &self.root);
        self.watch = watch(&self.root, &folders, self.bell.clone())?;
        self.input = reading::everything(&self.global)?;
        Ok(())
    }

    fn show(&mut self) {
        if let Ok(today) = self.global.today() {
            self.input.today = today;
        }
        let compiled = self.preview.show(&self.input);
        let below = if compiled.is_broken() { Below::Older } else { Below::This };
        let report = shown::of_findings(&compiled.findings, &compiled, below);
        let mut edition = 0;
        let mut old = None;
        self.stage.send_modify(|snapshot| {
            snapshot.edition += 1;
            edition = snapshot.edition;
            if below == Below::This {
                let site = Arc::new(Shown { compiled: Arc::clone(&compiled), root: self.root.clone() });
                old = Some(std::mem::replace(&mut snapshot.site, site));
                snapshot.pages += 1;
            }
            snapshot.report = report;
        });
        tell(&self.global, &compiled);
        // A judge who is gone leaves the site without a report, and nothing worse.
        let _ = self.judge.send(News::Shown(Judged { compiled, edition, below }));
        drop(old);
    }

    /// Why nothing could be read, on the page; also said in the terminal.
    fn told_of(&self, stop: &Stop) -> Report {
        match stop {
            Stop::Unusable(unusable) => {
                load::tell_unusable(&self.global, unusable);
                let text = report::human(&unusable.findings, &unusable.sources, Styled::Plain, shown::WIDTH);
                shown::shown(report::summary(&unusable.findings, 0), text, (true, Below::Older))
            }
            Stop::Failure(failure) => {
                self.global.say(&format!("{failure}; {}", failure.hint));
                shown::of_failure(failure)
            }
            Stop::Findings => shown::of_failure(&Failure::new("the site cannot be compiled", "run `forewarn check`")),
        }
    }
}

/// What keeps a site from being shown, in the terminal as well.
fn tell(global: &Global, compiled: &Compiled) {
    if compiled.is_broken() {
        load::tell_all(global, compiled, &compiled.findings);
    }
}
