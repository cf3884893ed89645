//! A folder → the sources of a site, with findings for what cannot be read.
