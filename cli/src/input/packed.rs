//! What lives here: unpacking what is packed, which is seen from its first bytes.

use std::io::{self, BufReader, Chain, Cursor, Read};

use flate2::read::MultiGzDecoder;
use zstd::stream::read::Decoder;

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The bytes that are meant: unpacked where they are packed.
pub(super) fn unpacked<R: Read + Send + 'static>(
    mut reader: R,
) -> io::Result<Box<dyn Read + Send>> {
    let mut beginning = Vec::new();
    reader.by_ref().take(ZSTD.len() as u64).read_to_end(&mut beginning)?;
    let is_gzip = beginning.starts_with(&GZIP);
    let is_zstd = beginning == ZSTD;
    let whole: Chain<Cursor<Vec<u8>>, R> = Cursor::new(beginning).chain(reader);
    Ok(if is_gzip {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 17, whole)))
    } else if is_zstd {
        Box::new(Decoder::new(whole)?)
    } else {
        Box::new(whole)
    })
}
