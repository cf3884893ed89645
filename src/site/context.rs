//! What templates are given. The types are the contract with theme authors.
