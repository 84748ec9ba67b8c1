//! What lives here: the documents as ordinary structs, the way a service would derive them: closed enums,
//! texts for times, `Value` for what is open. Nothing is validated, unknown members are dropped.

#![allow(missing_docs, reason = "the members are those of the schemas, which describe them")]

pub mod bimpe;
pub mod langcall;
pub mod slng;
pub mod zudu;
