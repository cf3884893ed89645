//! Elements and texts → one well-formed XML 1.0 document, an element a line. Any text may be given: what XML cannot
//! carry is left out. Knows no vocabulary of its own.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::base::first_byte;

/// Attributes in the order in which they are written. The values are raw text.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

/// An XML document in the making.
pub struct Xml {
    writer: Writer<Vec<u8>>,
}

/// One document whose root `fill` puts in. `capacity` is the expected length in bytes.
pub fn document(capacity: usize, fill: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let mut xml = Xml { writer: Writer::new_with_indent(Vec::with_capacity(capacity), b' ', 2) };
    xml.put(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    fill(&mut xml);
    let mut bytes = xml.writer.into_inner();
    bytes.push(b'\n');
    bytes
}

/// Elements as they stand `depth` elements deep in a document, for [`Xml::written`].
pub fn fragment(depth: usize, capacity: usize, fill: impl FnOnce(&mut Xml)) -> String {
    const AROUND: &str = "x";
    let mut xml = Xml { writer: Writer::new_with_indent(Vec::with_capacity(capacity), b' ', 2) };
    (0..depth).for_each(|_| xml.start(AROUND, &[]));
    let start = xml.writer.get_ref().len();
    fill(&mut xml);
    let mut bytes = xml.writer.into_inner();
    bytes.drain(..start);
    String::from_utf8(bytes).expect("what is written of texts is text")
}

impl Xml {
    /// Elements that were written before, as a [`fragment`] of this depth. An element must have been put in before them.
    pub fn written(&mut self, fragment: &str) {
        self.writer.get_mut().extend_from_slice(fragment.as_bytes());
    }

    /// An element with elements inside, which `fill` puts in. It cannot be left open.
    pub fn element(&mut self, name: &str, attributes: Attributes, fill: impl FnOnce(&mut Self)) {
        self.start(name, attributes);
        fill(self);
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element that holds only text.
    pub fn text(&mut self, name: &str, attributes: Attributes, text: &str) {
        self.start(name, attributes);
        self.put(Event::Text(BytesText::new(&clean(text))));
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element that holds only text, escaped in the way that also readers which do not quite speak XML take for
    /// text: the RSS Advisory Board's profile wants hexadecimal references in titles and names.
    pub fn plain(&mut self, name: &str, attributes: Attributes, text: &str) {
        let escaped = clean(text).replace('&', "&#x26;").replace('<', "&#x3C;").replace('>', "&#x3E;");
        self.start(name, attributes);
        self.put(Event::Text(BytesText::from_escaped(escaped.replace('\r', "&#xD;"))));
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element that holds only text, as CDATA: markup inside stays readable and is not made longer by escapes.
    pub fn cdata(&mut self, name: &str, attributes: Attributes, text: &str) {
        self.start(name, attributes);
        for section in BytesCData::escaped(&clean(text)) {
            self.put(Event::CData(section));
        }
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing inside.
    pub fn empty(&mut self, name: &str, attributes: Attributes) {
        self.put(Event::Empty(tag(name, attributes)));
    }

    fn start(&mut self, name: &str, attributes: Attributes) {
        self.put(Event::Start(tag(name, attributes)));
    }

    fn put(&mut self, event: Event) {
        self.writer.write_event(event).expect("writing to memory does not fail");
    }
}

fn tag<'a>(name: &'a str, attributes: Attributes) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (key, value) in attributes {
        tag.push_attribute((*key, clean(value).as_ref()));
    }
    tag
}

/// The text without the characters that XML 1.0 cannot carry (section 2.2, production 2): one of them makes readers
/// refuse the whole document. And without DEL, the C1 controls and the noncharacters, which it discourages and HTML
/// forbids.
pub fn clean(text: &str) -> Cow<'_, str> {
    // Most text is plain ASCII, which needs no look at each character.
    let is_odd = |byte| !matches!(byte, b' '..=b'~' | b'\n');
    if first_byte(text.as_bytes(), is_odd).is_none() || text.chars().all(is_carried) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| is_carried(*c)).collect())
}

fn is_carried(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{FDD0}'..='\u{FDEF}' => false,
        // The last two code points of every plane.
        _ => !c.is_control() && (u32::from(c) & 0xFFFE) != 0xFFFE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(fill: impl FnOnce(&mut Xml)) -> String {
        String::from_utf8(document(0, fill)).unwrap()
    }

    #[test]
    fn an_element_a_line() {
        let xml = written(|xml| {
            xml.element("a", &[("k", "\"1\" & 2\n")], |xml| {
                xml.text("b", &[], "x < y");
                xml.empty("c", &[]);
            })
        });
        let lines: Vec<&str> = xml.lines().collect();
        assert_eq!(
            lines,
            [
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
                "<a k=\"&quot;1&quot; &amp; 2&#10;\">",
                "  <b>x &lt; y</b>",
                "  <c/>",
                "</a>"
            ]
        );
    }

    #[test]
    fn a_fragment_stands_in_a_document_as_if_it_had_been_written_there() {
        let inner = |xml: &mut Xml| xml.element("b", &[], |xml| xml.text("c", &[], "x < y"));
        let document = |fill: &dyn Fn(&mut Xml)| {
            written(|xml| {
                xml.element("a", &[], |xml| {
                    xml.empty("first", &[]);
                    fill(xml);
                })
            })
        };
        let fragment = fragment(1, 0, inner);
        let put_in = document(&|xml| {
            xml.written(&fragment);
            xml.written(&fragment);
        });
        assert_eq!(
            put_in,
            document(&|xml| {
                inner(xml);
                inner(xml);
            })
        );
    }

    #[test]
    fn plain_text_is_written_with_hexadecimal_references() {
        let xml = written(|xml| xml.plain("a", &[], "x < y & z\r\u{8}"));
        assert!(xml.ends_with("<a>x &#x3C; y &#x26; z&#xD;</a>\n"), "{xml}");
    }

    #[test]
    fn the_end_of_cdata_inside_cdata_is_split() {
        let xml = written(|xml| xml.cdata("a", &[], "<b>]]>"));
        assert!(xml.ends_with("<a><![CDATA[<b>]]]]><![CDATA[>]]></a>\n"), "{xml}");
    }

    #[test]
    fn what_xml_cannot_carry_is_left_out() {
        assert_eq!(clean("a\u{8}\u{1b}[1mb\u{FFFE}\u{10FFFF}\u{FDD0}\0\u{9c}\u{7f}"), "a[1mb");
        assert!(matches!(clean("tab\tline\r\nשלום 👩‍🚀"), Cow::Borrowed(_)));
        // Cleaned first and split after: what is left out must not join `]]` and `>` again.
        let xml = written(|xml| xml.cdata("a", &[], "]]\u{8}>"));
        assert!(xml.contains("<![CDATA[]]]]><![CDATA[>]]>"), "{xml}");
    }
}
