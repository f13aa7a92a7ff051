//! A great many strings, random and mutated, through the parser: none may harm it. The seed is fixed; `IBID_STRINGS` says
//! how many.

use super::any_text::check;

/// What the mutations begin with.
const SEEDS: &[&str] = &[
    "@harbour_watch, Twitter, October 15,2017; @tide_desk, Telegram, 15.10.17, 07:52 UTC",
    "Harbour Watch [@harbour_watch]. (2017, October 15–17). Smoke over the quay [Tweet]. X. https://x.com/a/status/915",
    "Harbour Watch (2021) “Smoke” [Twitter] 12 April. Available at: https://a.example/x (Accessed: 3 May 2022).",
    "#NorthQuay, Twitter; #الرصيف، تويتر، ١٥ تشرين الأول/أكتوبر ٢٠١٧، الساعة ١٤:٠٥ (بتوقيت بيروت)",
    "ראו @quay, טוויטר, יום ראשון, 15 באוקטובר 2017, בשעה 14:05 שעון ישראל; שם",
    "[@quay_diary, Mastodon, 2017-10-15T14:02:33Z](https://quay.example/@a/1); see note 3; [@key, p. 3]",
    "@a_b, @c_d and @e_f, X, October 15, 16 and 17, 2017, 3:24 p.m. EST; ۲۳ مهر ۱۳۹۶; 2017年10月15日～17日閲覧",
    "SOBRENOME, N. [T]. Facebook: [group]. 8 out. 2017. 16:30. Acesso em: 3 mar. 2019.",
];

/// Numbers that look random and are the same every time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (limit.max(1) as u64)).expect("below a usize")
    }

    fn character(&mut self) -> char {
        const SIGNS: &[char] = &[
            ' ', ',', ';', '.', ':', '-', '–', '/', '(', ')', '[', ']', '"', '“', '”', '«', '»', '@', '#', '_', '*',
            '\\', '\n', '&', '<', '>', '\u{200f}', '\u{301}', '\u{a0}', '،', '؛', '年', 'و', 'ב', 'T', 'Z', '0', '1',
            '2', '3',
        ];
        match self.below(4) {
            0 => char::from_u32(u32::try_from(self.below(0x11_0000)).expect("small")).unwrap_or('?'),
            1 => char::from(b'0' + u8::try_from(self.below(10)).expect("a digit")),
            _ => SIGNS[self.below(SIGNS.len())],
        }
    }

    fn string(&mut self) -> String {
        if self.below(8) == 0 {
            let length = self.below(60);
            return (0..length).map(|_| self.character()).collect();
        }
        let mut letters: Vec<char> = SEEDS[self.below(SEEDS.len())].chars().collect();
        for _ in 0..=self.below(6) {
            let at = self.below(letters.len());
            match self.below(5) {
                0 => letters.insert(at, self.character()),
                1 => drop(letters.remove(at)),
                2 => letters[at] = self.character(),
                // A piece of another citation, put anywhere.
                3 => {
                    let other: Vec<char> = SEEDS[self.below(SEEDS.len())].chars().collect();
                    let from = self.below(other.len());
                    let to = (from + self.below(24)).min(other.len());
                    letters.splice(at..at, other[from..to].iter().copied());
                }
                _ => {
                    let to = (at + self.below(12)).min(letters.len());
                    letters.drain(at..to);
                }
            }
            if letters.is_empty() {
                break;
            }
        }
        letters.into_iter().collect()
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "how many strings is asked of whoever runs the test"
)]
fn a_million_strings_through_the_parser() {
    let count = std::env::var("IBID_STRINGS").ok().and_then(|count| count.parse().ok());
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for _ in 0..count.unwrap_or(3_000) {
        let note = chance.string();
        if let Err(reason) = check(&note) {
            panic!("{note:?}: {reason}");
        }
    }
}
