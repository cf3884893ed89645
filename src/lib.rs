//! forewarn
