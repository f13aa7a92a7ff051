//! Words as readers compare them: a text becomes tokens that fold alike and keep their place, and words that an author
//! quotes are looked for among them.
//!
//! What editors may do to quoted words (case, punctuation, brackets, omissions, a dropped `#`) makes no difference here.
//! Must not know posts, citations or briefs: it compares one text with another.

mod align;
mod content;
mod find;
mod fold;
mod joined;
mod number;
mod quoted;
mod script;
mod sketch;
mod table;
#[cfg(test)]
mod tests;
mod token;

pub use align::{Alignment, Edit, EditKind, align, reordered};
pub use content::{content_words, has_words_of, is_common, language};
pub use find::{Match, find};
pub use fold::{fold_word, is_invisible, without_accents};
pub use joined::unjoined;
pub use number::{NumberWords, number_words};
pub use quoted::Quoted;
pub use script::{Script, script};
pub use table::{LanguageWords, primary_language, word_table};
pub use token::{Token, TokenKind, Wording};
