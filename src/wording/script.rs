//! The script that a text is written in.

/// A script, as far as it tells languages apart here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// English, French, Turkish, …
    Latin,
    /// Greek.
    Greek,
    /// Russian, …
    Cyrillic,
    /// Hebrew.
    Hebrew,
    /// Arabic, Persian, …
    Arabic,
    /// Hindi and its kin.
    Indic,
    /// Chinese, Japanese, Korean.
    EastAsian,
    /// Any other.
    Other,
}

impl Script {
    /// In their order.
    const ALL: [Self; 8] = [
        Self::Latin,
        Self::Greek,
        Self::Cyrillic,
        Self::Hebrew,
        Self::Arabic,
        Self::Indic,
        Self::EastAsian,
        Self::Other,
    ];

    /// The languages with tables of their own that are written in it, where these are few.
    pub fn languages(self) -> &'static [&'static str] {
        match self {
            Self::Hebrew => &["he"],
            Self::Arabic => &["ar", "fa"],
            _ => &[],
        }
    }

    fn of(letter: char) -> Self {
        match u32::from(letter) {
            ..0x370 | 0x1e00..0x1f00 => Self::Latin,
            0x370..0x400 | 0x1f00..0x2000 => Self::Greek,
            0x400..0x530 => Self::Cyrillic,
            0x590..0x600 | 0xfb1d..0xfb50 => Self::Hebrew,
            0x600..0x780 | 0xfb50..0xfe00 | 0xfe70..0xff00 => Self::Arabic,
            0x900..0xe00 => Self::Indic,
            0x2e80..0xd7b0 => Self::EastAsian,
            _ => Self::Other,
        }
    }
}

/// The script of most letters of a text; `None` where there are none.
pub fn script(text: &str) -> Option<Script> {
    let mut counts = [0_usize; Script::ALL.len()];
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        counts[Script::of(letter) as usize] += 1;
    }
    let most = counts.iter().copied().max().filter(|&most| most > 0)?;
    // Of two with as many letters, the first.
    Script::ALL.into_iter().find(|&script| counts[script as usize] == most)
}
