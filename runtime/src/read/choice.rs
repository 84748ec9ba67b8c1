//! What lives here: telling the shapes of a union apart.

use super::{Reading, Unread};
use crate::mode::{Lenient, Mode, Verdict};
use crate::reader::{Check, Reader};

impl<M: Mode> Reader<'_, M> {
    /// Passes over a value that its type cannot hold, as none of its shapes is that of the value. Where rules are
    /// asked for, one is broken.
    ///
    /// # Errors
    /// [`Unread`], always.
    #[cold]
    pub fn pass_unfit<T>(&mut self) -> Reading<T> {
        if M::STOPS {
            return Err(Unread::Stopped);
        }
        self.skip()?;
        Err(Unread::Unfit)
    }
}

impl Reader<'_, Lenient> {
    /// Whether the value that comes next meets a check. The reader stays where it is.
    pub fn meets(&self, check: Check<Verdict>) -> bool {
        check(&mut Reader::at(self.cursor.clone(), Verdict)).is_ok()
    }

    /// Reads a value that meets the check of none of a union's shapes: as the first of them that can hold it.
    ///
    /// # Errors
    /// [`Unread`]
    pub fn first_fit<T>(&mut self, shapes: &[fn(&mut Self) -> Reading<T>]) -> Reading<T> {
        // Unions in unions would be tried twice as often with each level.
        if std::mem::replace(&mut self.mode.is_trying, true) {
            return self.pass_unfit();
        }
        let start = self.mark();
        let mut outcome = Err(Unread::Unfit);
        for shape in shapes {
            self.cursor.rewind(start);
            outcome = shape(self);
            if !matches!(outcome, Err(Unread::Unfit)) {
                break;
            }
        }
        self.mode.is_trying = false;
        outcome
    }
}
