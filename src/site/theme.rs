//! The embedded theme, overridden file by file, as a template environment with limits.
