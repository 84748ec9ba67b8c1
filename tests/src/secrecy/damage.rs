//! What lives here: what becomes of a text on the way: cut off, torn, doubled.

use rand::Rng;
use rand::rngs::StdRng;

/// Texts that are nearly the given one, and that most often are no JSON any more.
pub fn damaged(json: &str, count: usize, rng: &mut StdRng) -> Vec<Vec<u8>> {
    (0..count).map(|_| damage(json.as_bytes(), rng)).collect()
}

/// One change by chance.
fn damage(json: &[u8], rng: &mut StdRng) -> Vec<u8> {
    let mut text = json.to_vec();
    let at = rng.random_range(0..=text.len());
    let near = (at + rng.random_range(0..20)).min(text.len());
    match rng.random_range(0..8) {
        0 => text.truncate(at),
        1 => drop(text.drain(at..near)),
        2 => {
            let copy = text[at..near].to_vec();
            drop(text.splice(at..at, copy));
        }
        3 => text.insert(at, b"\"\\{}[],:0tn\n\0\xff"[rng.random_range(0..14)]),
        4 => remove(&mut text, b'"', rng),
        5 => remove(&mut text, b':', rng),
        6 => remove(&mut text, b',', rng),
        _ => text.extend_from_slice(&json[at..]),
    }
    text
}

/// Takes one of the bytes away that are like this one.
fn remove(text: &mut Vec<u8>, byte: u8, rng: &mut StdRng) {
    let places: Vec<usize> = (0..text.len()).filter(|index| text[*index] == byte).collect();
    if !places.is_empty() {
        text.remove(places[rng.random_range(0..places.len())]);
    }
}
