//! CommonMark text → an outline (summary, headings, links, findings) and safe HTML. Knows nothing of entries or sites:
//! the caller says where links lead.
