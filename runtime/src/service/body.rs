//! What lives here: a response's body that has been looked at, wholly or in part, and goes on as it came.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};
use http_body::{Body, Frame, SizeHint};

/// The body of a response that has passed [`CheckResponses`](super::CheckResponses).
pub struct CheckedBody<B: Body> {
    /// What has been read of it.
    read: VecDeque<Frame<Bytes>>,
    /// How reading it ended, if it failed.
    error: Option<B::Error>,
    /// What has not been read.
    rest: Option<Pin<Box<B>>>,
}

/// How far a body was read.
pub(super) enum Read {
    /// To its end.
    All,
    /// It is longer than the limit.
    TooLong,
    /// It failed.
    Failed,
}

impl<B: Body> CheckedBody<B> {
    /// A body that has not been looked at.
    pub(super) fn untouched(body: B) -> Self {
        Self { read: VecDeque::new(), error: None, rest: Some(Box::pin(body)) }
    }

    /// A body that is all there.
    pub(super) fn of_bytes(bytes: Vec<u8>) -> Self {
        let read = VecDeque::from([Frame::data(Bytes::from(bytes))]);
        Self { read, error: None, rest: None }
    }

    /// Reads no more than so many bytes, and keeps them.
    pub(super) async fn read_up_to(&mut self, limit: usize) -> Read {
        let mut length = 0;
        while let Some(rest) = &mut self.rest {
            let least = usize::try_from(rest.size_hint().lower()).unwrap_or(usize::MAX);
            if least > limit - length {
                return Read::TooLong;
            }
            let frame = std::future::poll_fn(|context| rest.as_mut().poll_frame(context)).await;
            let frame = match frame {
                None => {
                    self.rest = None;
                    continue;
                }
                Some(Err(error)) => {
                    (self.error, self.rest) = (Some(error), None);
                    return Read::Failed;
                }
                Some(Ok(frame)) => frame.map_data(|mut data| data.copy_to_bytes(data.remaining())),
            };
            length += frame.data_ref().map_or(0, Bytes::len);
            self.read.push_back(frame);
            if length > limit {
                return Read::TooLong;
            }
        }
        Read::All
    }

    /// The bytes that have been read.
    pub(super) fn bytes(&self) -> Bytes {
        let mut pieces = self.read.iter().filter_map(Frame::data_ref);
        match (pieces.next(), pieces.next()) {
            (None, _) => Bytes::new(),
            (Some(only), None) => only.clone(),
            _ => {
                let pieces = self.read.iter().filter_map(Frame::data_ref);
                pieces.flatten().copied().collect::<Vec<u8>>().into()
            }
        }
    }
}

impl<B: Body> From<Vec<u8>> for CheckedBody<B> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::of_bytes(bytes)
    }
}

/// No part of it is pinned in place: the rest is in a box.
impl<B: Body> Unpin for CheckedBody<B> {}

impl<B: Body> Body for CheckedBody<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        if let Some(frame) = self.read.pop_front() {
            return Poll::Ready(Some(Ok(frame)));
        }
        if let Some(error) = self.error.take() {
            return Poll::Ready(Some(Err(error)));
        }
        let Some(rest) = &mut self.rest else { return Poll::Ready(None) };
        let whole =
            |frame: Frame<B::Data>| frame.map_data(|mut data| data.copy_to_bytes(data.remaining()));
        rest.as_mut().poll_frame(context).map_ok(whole)
    }

    fn is_end_stream(&self) -> bool {
        let rest_ended = self.rest.as_ref().is_none_or(Body::is_end_stream);
        self.read.is_empty() && self.error.is_none() && rest_ended
    }

    fn size_hint(&self) -> SizeHint {
        let read: usize = self.read.iter().filter_map(Frame::data_ref).map(Bytes::len).sum();
        let read = read as u64;
        let rest = self.rest.as_ref().map_or(SizeHint::with_exact(0), Body::size_hint);
        let mut hint = SizeHint::new();
        hint.set_lower(rest.lower().saturating_add(read));
        if let Some(upper) = rest.upper().and_then(|upper| upper.checked_add(read)) {
            hint.set_upper(upper);
        }
        hint
    }
}

impl<B: Body> fmt::Debug for CheckedBody<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckedBody").finish_non_exhaustive()
    }
}
