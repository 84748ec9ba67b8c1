//! What lives here: unpacking what is packed, which is seen from its first bytes, and passing over a mark of
//! the byte order, which stands at the beginning of some files and is no part of their text.

use std::io::{self, BufReader, Chain, Cursor, Read};

use flate2::read::MultiGzDecoder;
use zstd::stream::read::Decoder;

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A frame that is passed over (RFC 8878, section 3.1.2), its first byte aside: pzstd begins its files with one.
const SKIPPED: [u8; 3] = [0x2a, 0x4d, 0x18];

/// U+FEFF in UTF-8. Whoever reads JSON may pass over it (RFC 8259, section 8.1).
const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// The text that is meant: unpacked where it is packed, and without a mark of the byte order.
pub(super) fn text<R: Read + Send + 'static>(reader: R) -> io::Result<Box<dyn Read + Send>> {
    let (beginning, unpacked) = begun(unpacked(reader)?, 3)?;
    let is_marked = beginning == MARK;
    Ok(if is_marked { unpacked.into_inner().1 } else { Box::new(unpacked) })
}

fn unpacked<R: Read + Send + 'static>(reader: R) -> io::Result<Box<dyn Read + Send>> {
    let (beginning, whole) = begun(reader, 4)?;
    let is_skipped = matches!(&*beginning, [0x50..=0x5f, rest @ ..] if *rest == SKIPPED);
    Ok(if beginning.starts_with(&GZIP) {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 17, whole)))
    } else if beginning == ZSTD || is_skipped {
        Box::new(Decoder::new(whole)?)
    } else {
        Box::new(whole)
    })
}

/// A reader whose first bytes have been looked at.
type Begun<R> = Chain<Cursor<Vec<u8>>, R>;

/// The first bytes, fewer where there are no more, and a reader that begins with them all the same.
fn begun<R: Read>(mut reader: R, count: u64) -> io::Result<(Vec<u8>, Begun<R>)> {
    let mut beginning = Vec::new();
    reader.by_ref().take(count).read_to_end(&mut beginning)?;
    Ok((beginning.clone(), Cursor::new(beginning).chain(reader)))
}
