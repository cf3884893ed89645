//! A page of the gallery + the types of contexts → the same page with less: what may be missing is missing, lists are
//! empty, flags are turned.

use minijinja::Value;
use minijinja::value::Serde;
use serde_json::{Map, Value as Json};

use super::Page;
use crate::site::context::schema::{Shape, Types, may_be_null, shape};

/// What is taken away.
#[derive(Clone, Copy)]
enum Less {
    /// Optional texts and numbers; what holds more stays, and has less itself.
    Leaves,
    /// Everything optional and all items of lists, so many levels down; what is above stays.
    Below(usize),
}

impl Less {
    fn deeper(self) -> Self {
        match self {
            Less::Leaves => Less::Leaves,
            Less::Below(levels) => Less::Below(levels.saturating_sub(1)),
        }
    }
}

/// The page with less, in each way.
pub(super) fn variants<'a>(page: &'a Page, types: &'a Types) -> impl Iterator<Item = Page> {
    let ways = [
        (Less::Leaves, "lean"),
        (Less::Below(0), "bare"),
        (Less::Below(1), "bare-inside"),
        (Less::Below(2), "bare-deep"),
        (Less::Below(3), "bare-deeper"),
    ];
    ways.into_iter().map(move |(less, name)| {
        let schema = types.get(page.takes).unwrap_or(&Json::Null);
        let data = fields_of(&page.data, schema, types, less);
        Page { path: format!("{}{name}/", page.path), data: data.clone(), context: Value::from(Serde(data)), ..*page }
    })
}

fn reduced(value: &Json, schema: &Json, types: &Types, less: Less) -> Json {
    let is_leaf = !value.is_array() && !value.is_object();
    let missing = match less {
        Less::Leaves => is_leaf,
        Less::Below(levels) => levels == 0,
    };
    if missing && may_be_null(schema) {
        return Json::Null;
    }
    match value {
        Json::Bool(flag) => Json::Bool(flag ^ missing),
        Json::Array(_) if missing => Json::Array(Vec::new()),
        Json::Array(items) => {
            items.iter().map(|item| fields_of(item, &schema["items"], types, less.deeper())).collect()
        }
        Json::Object(_) => fields_of(value, schema, types, less.deeper()),
        _ => value.clone(),
    }
}

/// An object of a known type with less in its fields; anything else as it is.
fn fields_of(value: &Json, schema: &Json, types: &Types, less: Less) -> Json {
    let (Json::Object(fields), Shape::Fields(known)) = (value, shape(types.resolve(schema))) else {
        return value.clone();
    };
    let field = |(name, value): (&String, &Json)| {
        (name.clone(), known.get(name).map_or_else(|| value.clone(), |schema| reduced(value, schema, types, less)))
    };
    fields.iter().map(field).collect::<Map<_, _>>().into()
}
