mod bound;

use std::fmt::Write as _;

use proptest::prelude::*;

use super::read::{self, Told};
use super::sentence::Sentence;
use super::words::Lexicon;
use super::{Aim, Posts};

fn told(text: &str, lexicon: &Lexicon) -> Vec<Told> {
    read::told(&Sentence::of(text, lexicon), &[])
}

/// The figures of a sentence: metric, least and greatest count, what else is to be said of it.
fn shown(lang: &str, text: &str) -> String {
    let told = told(text, Lexicon::of_language(lang).unwrap());
    let one = |told: &Told| {
        let per = told.per.map(|per| format!(" to {}", per.name())).unwrap_or_default();
        let mut shown = format!("{}{per} {}", told.metric.name(), told.claim.low);
        match told.claim.high {
            Some(high) if high == told.claim.low => {}
            Some(high) => {
                let _ = write!(shown, "-{high}");
            }
            None => shown.push('+'),
        }
        match told.aim {
            Aim::Post => {}
            Aim::Sum => shown.push_str(" sum"),
            Aim::Together(Posts::Those) => shown.push_str(" together"),
            Aim::Together(Posts::Some) => shown.push_str(" perhaps together"),
            Aim::Together(Posts::Told(posts)) => {
                let _ = write!(shown, " of {posts} together");
            }
            Aim::Other => shown.push_str(" other"),
            Aim::Perhaps => shown.push_str(" perhaps"),
        }
        if told.is_early {
            shown.push_str(" early");
        }
        shown
    };
    told.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn all(lang: &str, rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|&(text, expected)| (text, expected, shown(lang, text)))
        .filter(|(_, expected, shown)| expected != shown)
        .map(|(text, expected, shown)| format!("{text}\n  is      {shown}\n  expected {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_figures() {
    all(
        "en",
        &[
            ("It was retweeted 4,600 times.", "reposts 4550-4649"),
            (
                "It was shared more than 10,880 times by evening.",
                "reposts 10881+ early",
            ),
            ("The post drew more than 10,880 likes.", "likes 10881+"),
            ("By now it has nearly 5k likes.", "likes 4500-4999"),
            ("It has 5k likes.", "likes 4950-5099"),
            ("Some 400 users shared it.", "reposts 300-500"),
            ("Some 400 users met there.", "users 300-500"),
            ("Half a million views followed.", "views 450000-549999"),
            ("It was viewed half a million times.", "views 450000-549999"),
            (
                "It got 1.2m views and 4,612 retweets.",
                "views 1150000-1299999, reposts 4612",
            ),
            ("It got 1.2 million views.", "views 1150000-1299999"),
            ("It collected tens of thousands of likes.", "likes 10000-99999"),
            ("Hundreds of comments followed.", "replies 100-999"),
            ("Several hundred replies came in.", "replies 100-999"),
            ("A dozen replies came in.", "replies 12"),
            ("It was liked by 4,600 people.", "likes 4550-4649"),
            ("It was retweeted by some 4,600 users.", "reposts 4140-5060"),
            ("4,600 people have liked it.", "likes 4550-4649"),
            (
                "It was watched by half a million people.",
                "views 450000-549999 perhaps",
            ),
            ("The clip was seen by millions.", "views 1000000-9999999"),
            ("Thousands saw it.", "views 1000-9999 perhaps"),
            ("Twenty-three people replied.", "replies 23"),
            ("It was retweeted only twice.", "reposts 2"),
            ("It received no likes.", "likes 0"),
            ("A single retweet came.", "reposts 1"),
            ("It reached 1.4 million views in a week.", "views 1350000-1499999"),
            ("The views of the clip exceeded 20,000.", "views 20001+"),
            ("12 views of the clip were counted.", "views 12"),
            (
                "Four thousand six hundred retweets later it was gone.",
                "reposts 4550-4649",
            ),
            ("Forty-six hundred shares is a lot.", "reposts 4550-4649"),
            ("It had one and a half million views.", "views 1450000-1549999"),
            (
                "It was retweeted 4,600 times and liked 10,880 times.",
                "reposts 4550-4649, likes 10875-10884",
            ),
            ("It got between 4,000 and 5,000 likes.", "likes 3500-5499"),
            ("It got 4,100–4,200 likes.", "likes 4050-4249"),
            ("10,000+ likes and counting.", "likes 10000+"),
            ("It was liked 4,600 or so times.", "likes 4140-5060"),
            ("Retweets: 4,612; likes: 10,883.", "reposts 4612, likes 10883"),
            ("Its likes exceeded 10,000.", "likes 10001+"),
            ("It received no fewer than 4,600 shares on Facebook.", "reposts 4600+"),
            ("It received 4,600 Facebook shares.", "reposts 4550-4649"),
            ("It got up to 400 likes.", "likes 0-449"),
            ("It got barely 400 likes.", "likes 0-399"),
            ("It got 4,600 likes and retweets.", "likes 4550-4649 sum"),
            ("It was liked and shared 4,600 times.", "reposts 4550-4649 sum"),
            (
                "The two posts got 4,600 likes together.",
                "likes 4550-4649 of 2 together",
            ),
            ("Within an hour it had 4,600 likes.", "likes 4550-4649 early"),
            ("The original had 4,600 likes.", "likes 4550-4649 other"),
            ("The account has 45,000 followers.", "followers 44500-45499"),
            ("It was retweeted 2017 times.", "reposts 2017"),
            ("It got 15.8k likes.", "likes 15750-15899"),
            ("It got 15k likes.", "likes 14500-15999"),
            ("It got 15 thousand likes.", "likes 14500-15999"),
            (
                "It got 1.2 million likes and 1,200,000 views.",
                "likes 1150000-1299999, views 1150000-1249999",
            ),
            ("Nobody liked it.", "likes 0"),
            ("No one has shared it.", "reposts 0"),
            ("It got not a single repost and one lone like.", "reposts 0, likes 1"),
            ("It never got a single like.", "likes 0"),
            ("Without a single reply, the post was gone.", "replies 0"),
            ("It was not liked by anyone.", "likes 0"),
            ("Not a single person shared the clip.", "reposts 0"),
            ("The post got a single reply.", "replies 1"),
            (
                "Twelve replies came to the clip; nobody shared it.",
                "replies 12, reposts 0",
            ),
            ("It had more retweets than likes.", "reposts to likes 1000001+"),
            ("It had fewer likes than replies.", "likes to replies 0-999999"),
            (
                "It got twice as many likes as reposts.",
                "likes to reposts 1500000-2499999",
            ),
            (
                "It got almost half as many likes as replies.",
                "likes to replies 450000-499999",
            ),
            (
                "It got at least three times as many likes as replies.",
                "likes to replies 3000000+",
            ),
            ("Its replies far outnumbered likes.", "replies to likes 1000001+"),
            ("It got 4,600 likes at the time of writing.", "likes 4550-4649"),
            ("Together the posts got 4,600 likes.", "likes 4550-4649 together"),
            ("Her posts got 4,600 likes in all.", "likes 4550-4649 perhaps together"),
            ("The two posts got 4,600 likes each.", "likes 4550-4649 sum"),
        ],
    );
}

#[test]
fn what_is_no_figure() {
    for text in [
        "In 2017 users shared it.",
        "His 2017 retweets are gone.",
        "The blast killed 400 people.",
        "On 15 October 2017 it was shared.",
        "At 14:02 they liked it.",
        "It costs $4,600 shares and all.",
        "46 % of likes were fake.",
        "It relies on likes.",
        "No one likes it.",
        "He asked for 1,000 retweets.",
        "It never reached 5,000 likes.",
        "It did not get 5,000 likes.",
        "It got another 400 likes.",
        "It rose from 400 to 4,600 likes.",
        "It grew by 400 likes.",
        "400 of the comments were hostile.",
        "It got 400 likes a day.",
        "It got 400 likes per hour.",
        "He bought 4,600 shares of the company.",
        "See note 12; shares followed.",
        "The 15th retweet was mine.",
        "A 4K video, it was shared.",
        "He tweeted it 12 times.",
        "The first 400 comments were hostile.",
        "If it had 5,000 likes, it would be known.",
        "He got 10 more likes than she did.",
        "It happened 4,600 times.",
        "About 4,600 houses burned.",
        "There are 12 views of the lake.",
        "Twice they shared a meal.",
        "He tweeted it twice.",
        "No one shared his view.",
        "Nobody in the ministry shared it.",
        "In the ministry nobody shared it.",
        "Nobody else liked it.",
        "Nobody knew who liked it.",
        "Did anyone share it, or any likes follow?",
        "A single reply from the ministry was enough.",
        "Only one like came from the ministry.",
        "He had no comment.",
        "There was almost no like.",
        "It did not have more likes than replies.",
        "More likes than replies came from abroad.",
        "It had more likes than replies from abroad.",
        "It had more likes than the reply.",
        "It had 400 more likes than replies.",
    ] {
        assert_eq!(shown("en", text), "", "{text}");
    }
}

#[test]
fn figures_of_other_languages() {
    all(
        "fr",
        &[
            ("Il a été retweeté 4 600 fois.", "reposts 4550-4649"),
            ("Le message a reçu plus de 10 880 « j’aime ».", "likes 10881+"),
            ("Il a été vu près d’un demi-million de fois.", "views 450000-499999"),
            ("Il compte environ 4 600 mentions J’aime.", "likes 4140-5060"),
            ("Il a recueilli une centaine de commentaires.", "replies 75-125"),
            ("Des milliers de partages ont suivi.", "reposts 1000-9999"),
            ("Il a été partagé quatre mille six cents fois.", "reposts 4550-4649"),
            ("Il a été vu 1,4 million de fois.", "views 1350000-1499999"),
        ],
    );
    all(
        "de",
        &[
            ("Der Beitrag wurde 4.600 Mal geteilt.", "reposts 4550-4649"),
            ("Der Beitrag wurde über 4.600-mal retweetet.", "reposts 4601+"),
            ("Er erhielt mehr als 10.880 Likes.", "likes 10881+"),
            ("Das Video hat 1,4 Mio. Aufrufe.", "views 1350000-1499999"),
            ("Er wurde viertausendsechshundert Mal geteilt.", "reposts 4550-4649"),
            (
                "Zehntausende Likes kamen zusammen.",
                "likes 10000-99999 perhaps together",
            ),
            ("Er bekam knapp eine halbe Million Aufrufe.", "views 450000-499999"),
            ("Er wurde von mehr als 4.600 Menschen geteilt.", "reposts 4601+"),
            (
                "Er wurde 4.600 Mal geteilt und 10.880 Mal gelikt.",
                "reposts 4550-4649, likes 10875-10884",
            ),
        ],
    );
    all(
        "es",
        &[
            ("Fue retuiteado 4.600 veces.", "reposts 4550-4649"),
            ("Recibió más de 10.880 me gusta.", "likes 10881+"),
            ("Tuvo casi medio millón de visualizaciones.", "views 450000-499999"),
            ("Fue compartido cuatro mil seiscientas veces.", "reposts 4550-4649"),
            ("Recibió decenas de miles de me gusta.", "likes 10000-99999"),
            ("Tuvo 4 millones de reproducciones.", "views 3500000-4499999"),
        ],
    );
    all(
        "ar",
        &[
            ("أعيد نشرها 4600 مرة.", "reposts 4550-4649"),
            ("حصدت أكثر من 10,880 إعجابا.", "likes 10881+"),
            ("حصدت التغريدة ألفي إعجاب.", "likes 1500-2499"),
            ("نالت عشرات الآلاف من المشاهدات.", "views 10000-99999"),
            ("نالت نحو خمسة آلاف مشاهدة.", "views 4000-6000"),
            ("نالت نصف مليون مشاهدة.", "views 450000-549999"),
            ("حصدت ١٠٬٨٨٠ إعجابًا.", "likes 10875-10884"),
            ("حصدت أربعة آلاف وستمئة إعجاب.", "likes 4550-4649"),
            ("حصدت ٤ آلاف و٦٠٠ إعجاب.", "likes 4550-4649"),
        ],
    );
    all(
        "he",
        &[
            ("הפוסט זכה ליותר מ-10,880 לייקים.", "likes 10881+"),
            ("הוא צויץ מחדש 4,600 פעמים.", "reposts 4550-4649"),
            ("הוא קיבל כ-5,000 צפיות.", "views 4000-6000"),
            ("הוא קיבל אלפיים לייקים.", "likes 1500-2499"),
            ("הוא קיבל יותר מאלף לייקים.", "likes 1001+"),
            ("עשרות אלפי צפיות נרשמו.", "views 10000-99999"),
            ("הוא קיבל ארבעת אלפים ושש מאות לייקים.", "likes 4550-4649"),
            ("הוא קיבל חצי מיליון צפיות.", "views 450000-549999"),
        ],
    );
    all(
        "fa",
        &[
            ("این توییت ۴۶۰۰ بار بازنشر شد.", "reposts 4550-4649"),
            ("بیش از ۱۰٬۸۸۰ لایک گرفت.", "likes 10881+"),
            ("حدود ۵ هزار بازدید داشت.", "views 4000-6000"),
            ("نیم میلیون بازدید داشت.", "views 450000-549999"),
            ("ده‌ها هزار لایک گرفت.", "likes 10000-99999"),
        ],
    );
    all(
        "tr",
        &[
            ("Gönderi 4.600 kez paylaşıldı.", "reposts 4550-4649"),
            ("10.880'den fazla beğeni aldı.", "likes 10881+"),
            ("4 bin 600 kez retweet edildi.", "reposts 4550-4649"),
            ("Yaklaşık 5 bin beğeni aldı.", "likes 4000-6000"),
            ("On binlerce kez görüntülendi.", "views 10000-99999"),
            ("Yarım milyon kez izlendi.", "views 450000-549999"),
        ],
    );
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "[a-z0-9 .,:;'’“”\0\\-+$%()אבלמكثرمئةألوفü½²①٤۵४]{0,60}", words in prop::collection::vec("(4,600|half a|million|likes|more than|times|retweeted|and|of|several|thousands|מ-|אלף|آلاف|bin|fois|-|to|between|99999999999999999999|18446744073709551615|bn)", 0..12)) {
        let joined = format!("{text} {}", words.join(" "));
        for lang in ["en", "fr", "de", "es", "ar", "he", "fa", "tr"] {
            for text in [&text, &joined] {
                for told in told(text, Lexicon::of_language(lang).unwrap()) {
                    prop_assert!(text.get(told.range).is_some());
                    prop_assert!(told.claim.high.is_none_or(|high| told.claim.low <= high));
                }
            }
        }
    }

    /// A claim that is made of a count by the rule of its hedge is borne out by it.
    #[test]
    fn a_count_bears_out_what_is_made_of_it(count in 20_u64..3_000_000, places in 0_u32..4, hedge in 0_usize..8) {
        let unit = 10_u64.pow(places).min(count / 10 + 1);
        let unit = 10_u64.pow(unit.ilog10());
        let rounded = (count + unit / 2) / unit * unit;
        let below = (count - 1) / unit * unit;
        let above = count / unit * unit + unit;
        prop_assume!(below > 0);
        let phrase = match hedge {
            0 => format!("{rounded}"),
            1 => format!("more than {below}"),
            2 => format!("at least {}", count / unit * unit),
            3 => format!("about {rounded}"),
            4 => format!("up to {above}"),
            5 => format!("fewer than {above}"),
            6 if above - above / 10 <= count => format!("nearly {above}"),
            _ => format!("between {below} and {above}"),
        };
        let text = format!("It was shared {phrase} times.");
        let told = told(&text, Lexicon::of_language("en").unwrap());
        prop_assert_eq!(told.len(), 1, "{}", text);
        prop_assert!(told[0].claim.fits(count), "{}: {}", count, text);
    }

    /// Another leading digit makes another figure.
    #[test]
    fn a_mistyped_digit_is_seen(count in 10_u64..9_999_999, digit in 1_u64..10) {
        let power = 10_u64.pow(count.ilog10());
        let mistyped = count % power + digit * power;
        prop_assume!(mistyped != count);
        let text = format!("It was shared {mistyped} times.");
        let told = told(&text, Lexicon::of_language("en").unwrap());
        prop_assert!(told.iter().all(|told| !told.claim.fits(count)), "{}: {}", count, text);
    }
}
