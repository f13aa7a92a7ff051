//! What is said in a film, out of a file of subtitles (`WebVTT`, `SubRip`) or of words alone.

/// What is said in a film.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// The words, a line for each time they changed; of a file without times as it stands.
    pub words: String,
    /// BCP 47 tag, where the file says so.
    pub lang: Option<String>,
}

/// What `WebVTT` writes for characters that have a meaning there.
const ENTITIES: &[(&str, &str)] = &[
    ("&nbsp;", " "),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&lrm;", "\u{200e}"),
    ("&rlm;", "\u{200f}"),
    // Last: what it makes is not read again.
    ("&amp;", "&"),
];

/// Reads a file of subtitles, without its times, numbers and marks.
pub fn spoken(file: &str) -> Spoken {
    let file = file.trim_start_matches('\u{feff}');
    let lines: Vec<&str> = file.lines().map(str::trim).collect();
    if !lines.iter().any(|line| is_time(line)) {
        return Spoken {
            words: file.trim().to_owned(),
            lang: None,
        };
    }
    let is_web = lines[0].starts_with("WEBVTT");
    let words = cues(&lines).into_iter().map(|cue| {
        let plain = cue.iter().map(|line| plain(line, is_web));
        plain.filter(|line| !line.is_empty()).collect::<Vec<_>>()
    });
    let words: Vec<Vec<String>> = words.collect();
    let words = if file.contains("<c>") { unrolled(words) } else { words };
    let words: Vec<String> = words
        .iter()
        .map(|cue| cue.join(" "))
        .filter(|cue| !cue.is_empty())
        .collect();
    let mut head = lines.iter().take_while(|line| is_web && !line.is_empty());
    Spoken {
        words: words.join("\n"),
        lang: head.find_map(|line| Some(line.strip_prefix("Language:")?.trim().to_owned())),
    }
}

/// The lines that are shown at a time, for each time.
fn cues<'l>(lines: &[&'l str]) -> Vec<Vec<&'l str>> {
    let mut cues: Vec<Vec<&str>> = Vec::new();
    // What stands before the first time, and remarks and styles after a blank line, is not shown.
    let mut is_shown = false;
    for (at, &line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |before| lines[before]);
        let begins = lines.get(at + 1).is_some_and(|next| is_time(next));
        let is_name = begins && (before.is_empty() || line.bytes().all(|byte| byte.is_ascii_digit()));
        if is_time(line) {
            cues.push(Vec::new());
            is_shown = true;
        } else if before.is_empty() && ["NOTE", "STYLE", "REGION"].iter().any(|word| line.starts_with(word)) {
            is_shown = false;
        } else if let Some(cue) = cues.last_mut().filter(|_| is_shown && !is_name) {
            cue.push(line);
        }
    }
    cues
}

/// `00:01.000 --> 00:04.000`, with what may stand behind it; programs write seconds alone, too.
fn is_time(line: &str) -> bool {
    let Some((from, to)) = line.split_once("-->") else {
        return false;
    };
    let is_moment = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_digit() || b":.,".contains(&byte))
    };
    is_moment(from.trim()) && is_moment(to.split_whitespace().next().unwrap_or_default())
}

/// A line without its marks: `<i>`, `<v Mara>`, `{\an8}`.
fn plain(line: &str, is_web: bool) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        text.push_str(&rest[..at]);
        let (is_mark, end) = match rest[at..].strip_prefix('<') {
            Some(inner) => (inner.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/'), '>'),
            None => (rest[at..].starts_with("{\\"), '}'),
        };
        let after = rest[at..].find(end).filter(|_| is_mark).map(|end| at + end + 1);
        let next = after.unwrap_or(at + 1);
        if after.is_none() {
            text.push_str(&rest[at..next]);
        }
        rest = &rest[next..];
    }
    text.push_str(rest);
    if is_web {
        for (written, meant) in ENTITIES {
            text = text.replace(written, meant);
        }
    }
    text.trim().to_owned()
}

/// Lines that a machine rolls up word by word: each is shown again above the next one.
fn unrolled(cues: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut last = String::new();
    let mut once = |line: &String| {
        let is_new = *line != last;
        last.clone_from(line);
        is_new
    };
    cues.into_iter()
        .map(|cue| cue.into_iter().filter(&mut once).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(file: &str) -> String {
        spoken(file).words
    }

    #[test]
    fn words_alone_stay_as_they_are() {
        assert_eq!(
            words("\u{feff}The ferry\n\nwill not run. \n"),
            "The ferry\n\nwill not run."
        );
        assert_eq!(words("a --> b\n1\n"), "a --> b\n1");
    }

    #[test]
    fn times_and_numbers_are_dropped() {
        let file = "1\r\n00:00:01,000 --> 00:00:04,000 X1:40\r\n{\\an8}<i>Good evening.</i>\r\n2 boats\r\n\r\n\
                    2\r\n00:00:05,000 --> 00:00:06,000\r\n17\r\n\r\n3\r\n00:00:06,500 --> 00:00:07,000\r\n17\r\n";
        assert_eq!(words(file), "Good evening. 2 boats\n17\n17");
        // As transcribing programs write it, without blank lines.
        assert_eq!(
            words("1\n0.0 --> 2.5\nThe ferry\n2\n2.5 --> 4\nwill run"),
            "The ferry\nwill run"
        );
    }

    #[test]
    fn what_is_not_shown_is_dropped() {
        let file = "WEBVTT - The quay\nKind: captions\nLanguage: en-GB\n\nSTYLE\n::cue { color: red }\n\nNOTE a remark\nof two lines\n\n\
                    opening\n00:01.000 --> 00:04.000 align:start\n<v Mara Quay>Fish &amp; chips, x < y &amp;lt;\n\nNOTE\nno more\n\n\
                    00:05.000 --> 00:06.000\n- No.\n- No.\n";
        let found = spoken(file);
        assert_eq!(found.words, "Fish & chips, x < y &lt;\n- No. - No.");
        assert_eq!(found.lang.as_deref(), Some("en-GB"));
    }

    #[test]
    fn lines_that_roll_up_are_said_once() {
        let file = "WEBVTT\n\n00:00.000 --> 00:02.000\n \nthe<00:00.500><c> ferry</c>\n\n00:02.000 --> 00:02.010\nthe ferry\n \n\n\
                    00:02.010 --> 00:04.000\nthe ferry\nwill<00:03.000><c> run</c>\n";
        assert_eq!(words(file), "the ferry\nwill run");
    }
}
