//! A neutral feed → RSS 2.0, Atom, JSON Feed 1.1.
