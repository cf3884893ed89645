//! A plan of files → the output folder, whole: the old site or the new one.
