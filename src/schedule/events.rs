//! The promises of a view → the events of all of them, in the order of `events.json`. Holds their order and ids alone:
//! an event is worded when it is written, since a large platform has more of them than fit in memory twice.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::promise::value;
use super::published::Published;
use super::{parts, paths, wire};
use crate::catalog::{Event, EventKind, Promised, View};
use crate::config::Config;
use crate::entry;
use crate::markdown::title_plain;

/// All events of promises, by date; those of one moment by id. Serialises as [`wire::Events`].
#[derive(Debug)]
pub struct Events<'v> {
    view: View<'v>,
    config: &'v Config,
    promises: Vec<(Published<'v>, Cow<'v, [Event]>)>,
    order: Vec<Told>,
}

/// One event, by the place of its promise and its own in it.
#[derive(Debug)]
struct Told {
    date: wire::Moment,
    id: String,
    promise: usize,
    event: usize,
}

impl<'v> Events<'v> {
    /// Those of all promises.
    pub fn of_all(view: View<'v>, config: &'v Config) -> Self {
        Self::of(view, config, view.promises())
    }

    /// Those of some promises.
    pub fn of(view: View<'v>, config: &'v Config, promises: impl Iterator<Item = Promised<'v>>) -> Self {
        let known = promises.filter_map(|promised| Published::of(view.catalog(), promised.change, view.today()));
        let promises: Vec<_> = known
            .map(|published| {
                let events = published.events(view.catalog(), &config.feeds.reminders);
                (published, events)
            })
            .collect();
        let mut events = Events { view, config, promises, order: Vec::new() };
        events.order = events.in_order();
        events
    }

    pub fn len(&self) -> usize {
        self.order.len()
    }

    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Their permanent ids, as in the feeds.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(|told| told.id.as_str())
    }

    /// Each as it is published.
    pub fn iter(&self) -> impl Iterator<Item = wire::Event> {
        self.order.iter().map(|told| self.worded(told))
    }

    fn in_order(&self) -> Vec<Told> {
        let mut order: Vec<Told> = Vec::with_capacity(self.promises.iter().map(|(_, events)| events.len()).sum());
        for (promise, (published, events)) in self.promises.iter().enumerate() {
            order.extend(events.iter().enumerate().map(|(event, told)| Told {
                date: told.when.into(),
                id: self.id(published, told),
                promise,
                event,
            }));
        }
        let of = |told: &Told| &self.promises[told.promise].0.change.id;
        order.sort_by(|a, b| (a.date, &a.id, of(a)).cmp(&(b.date, &b.id, of(b))));
        order
    }

    fn id(&self, published: &Published<'_>, told: &Event) -> String {
        paths::event_id(self.config, published.change, told)
            .unwrap_or_else(|| paths::feed_id(self.config, self.item(published, told)))
    }

    /// The entry that a reader is shown.
    fn item<'c>(&'c self, published: &Published<'c>, told: &Event) -> &'c crate::catalog::Change {
        match (&told.kind, published.completed_by) {
            // The removal is the item of the entry that completes the promise.
            (EventKind::Removed, Some(by)) => self.view.catalog().change(by),
            _ => published.change,
        }
    }

    fn worded(&self, told: &Told) -> wire::Event {
        let (published, events) = &self.promises[told.promise];
        let (change, event) = (published.change, &events[told.event]);
        let mut wire = wire::Event {
            id: wire::Uri(told.id.clone()),
            deprecation: change.id.to_string(),
            component: parts::component_id(self.view.catalog(), change.component),
            kind: event.name().to_owned(),
            date: told.date,
            title: title_plain(&change.entry.title.value),
            url: parts::uri(self.config, &paths::change_page(&self.item(published, event).id)),
            field: None,
            from: None,
            to: None,
            reason: None,
            days: None,
            sunset: None,
            brownout: None,
            version: None,
        };
        detail(&mut wire, &event.kind);
        wire
    }
}

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut document = serializer.serialize_struct("Events", 3)?;
        document.serialize_field("$schema", &parts::schema(self.config, "events"))?;
        document.serialize_field("id", &parts::book_id(self.config))?;
        document.serialize_field("events", &EachWorded(self))?;
        document.end()
    }
}

struct EachWorded<'a>(&'a Events<'a>);

impl Serialize for EachWorded<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter())
    }
}

/// What only some events have to say.
fn detail(wire: &mut wire::Event, kind: &EventKind) {
    match kind {
        EventKind::BrownoutAnnounced(id) | EventKind::BrownoutHeld(id) | EventKind::BrownoutCancelled(id) => {
            wire.brownout = Some(id.to_string());
        }
        EventKind::Reminder { days, sunset } => {
            wire.days = Some(*days);
            wire.sunset = Some((*sunset).into());
        }
        EventKind::Revised { change, field, from, to, reason, .. } => {
            let whole = matches!(change, entry::Change::Cancelled | entry::Change::Reinstated);
            wire.field = (!whole).then(|| field.to_string());
            wire.from = from.as_ref().map(value);
            wire.to = to.as_ref().map(value);
            wire.reason = Some(reason.clone());
        }
        EventKind::Due(version) => wire.version = Some(version.clone()),
        EventKind::Announced
        | EventKind::Deprecated
        | EventKind::ClosedToNew
        | EventKind::EndOfSupport
        | EventKind::Sunset
        | EventKind::Removed => {}
    }
}
