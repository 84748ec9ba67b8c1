//! What lives here: what people and machines say on the phone: the texts of grown payloads.

use crate::random::Random;

/// Sentences as they stand in JSON. Most calls are in English; some sentences have escapes.
const ENGLISH: &[&str] = &[
    "Hello, thank you for calling. How can I help you today?",
    "I'd like to move my appointment to Friday, if that is possible.",
    "Of course. Could you give me the booking number, please?",
    "It is A, 2, 0, 4, 1, 7.",
    "Thank you. One moment while I look that up.",
    "There is a free slot at half past nine and another one at a quarter to three.",
    "The later one is better, I have to bring my daughter to school first.",
    "Perfect. You will get a message with the details in a minute.",
    "Sorry, I did not catch that. Could you say it again?",
    "No, that is all. Have a nice day!",
    "Please hold the line, I am connecting you to a colleague.",
    "Could you spell the street name for me?",
    "The total is 48.50, and you can pay on arrival.",
    "Um, well, I am not sure whether it was in March or in April.",
    "Yes.",
    "No, thanks.",
];

/// Sentences with escapes, as some encoders write them.
const ESCAPED: &[&str] = &[
    "He said \\\"call me back after six\\\" and hung up.",
    "First line of the address:\\n12 Harbour Road\\nThird floor",
    "The folder is C:\\\\orders\\\\2026, at least on my machine.",
    "Caf\\u00e9 Luna, the one on the corner \\u2014 not the other one.",
    "See https:\\/\\/example.com\\/help for the opening hours.",
    "\\ud83d\\ude42 Sure, no problem at all!",
];

/// Sentences in other languages.
const OTHERS: &[&str] = &[
    "Guten Tag, Praxis Dr. Müller, was kann ich für Sie tun?",
    "Bien sûr ! À quel nom ? — C’est noté, à vendredi.",
    "¿Podría repetir el número, por favor? Sí, mañana está bien.",
    "もしもし、明日の予約を確認したいのですが。",
    "नमस्ते, क्या आप हिन्दी बोलते हैं?",
    "Ẹ káàárọ̀! Ṣé ẹ fẹ́ kí n bá yín tọ́jú tábìlì?",
    "Здравствуйте, я хотела бы перенести запись.",
    "好的，我们明天下午三点见。😊",
];

/// A sentence or two, as in the golden samples, and as they stand between quotes in JSON.
pub(crate) fn speech(random: &mut Random) -> String {
    let count = 1 + random.below(2);
    let mut said = String::new();
    for index in 0..count {
        if index > 0 {
            said.push(' ');
        }
        said.push_str(sentence(random));
    }
    said
}

/// So many bytes of talk, or a little more.
pub(crate) fn talk(random: &mut Random, bytes: usize) -> String {
    let mut talk = String::new();
    while talk.len() < bytes {
        talk.push_str(random.pick::<&str>(&["assistant: ", "user: "]));
        talk.push_str(&speech(random));
        talk.push_str("\\n");
    }
    talk
}

/// A word.
pub(crate) fn word(random: &mut Random) -> &'static str {
    let words: Vec<&str> = sentence(random).split(' ').collect();
    random.pick::<&str>(&words)
}

fn sentence(random: &mut Random) -> &'static str {
    match random.below(12) {
        0 => random.pick::<&str>(ESCAPED),
        1 | 2 => random.pick::<&str>(OTHERS),
        _ => random.pick::<&str>(ENGLISH),
    }
}
