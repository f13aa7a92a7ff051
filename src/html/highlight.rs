//! Colours for code blocks: a few classes of tokens, which the theme colours in either scheme.

use std::sync::Arc;

/// Highlights code, and remembers what it has highlighted. Make one for a run and share it: its grammars are read
/// when the first block names a language.
#[derive(Debug, Default)]
pub struct Highlighter {
    #[cfg(feature = "highlight")]
    inner: grammar::Grammars,
}

impl Highlighter {
    /// A highlighter that has read nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Code as HTML: escaped, with spans round its tokens where the language is known.
    pub fn highlight(&self, language: &str, code: &str) -> Arc<str> {
        #[cfg(feature = "highlight")]
        if !language.is_empty() && code.len() <= grammar::MOST {
            return self.inner.highlight(language, code);
        }
        #[cfg(not(feature = "highlight"))]
        let _ = language;
        super::escape(code).into()
    }
}

#[cfg(feature = "highlight")]
mod grammar {
    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex, OnceLock, PoisonError};

    use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

    use crate::html::escape::{escape, push_escaped};

    /// Longer code is a file of data, not something to read.
    pub(super) const MOST: usize = 200_000;

    /// Lines longer than this are generated, and take the grammars very long.
    const LONGEST_LINE: usize = 2_000;

    /// Scopes by the class they get; the first that fits wins.
    const CLASSES: &[(&str, &str)] = &[
        ("comment", "c"),
        ("constant.character.escape", "e"),
        ("string", "s"),
        ("constant.numeric", "n"),
        ("constant.language", "l"),
        ("constant", "l"),
        ("entity.name.tag", "t"),
        ("entity.other.attribute-name", "a"),
        ("entity.name.function", "f"),
        ("support.function", "f"),
        ("variable.function", "f"),
        ("entity.name", "y"),
        ("storage.type", "k"),
        ("support.type", "y"),
        ("support.class", "y"),
        ("keyword.operator", "o"),
        ("keyword", "k"),
        ("storage", "k"),
        ("variable.parameter", "v"),
        ("markup.inserted", "i"),
        ("markup.deleted", "d"),
        ("markup.heading", "k"),
    ];

    #[derive(Default)]
    pub(super) struct Grammars {
        loaded: OnceLock<(SyntaxSet, Vec<(Scope, &'static str)>)>,
        done: Mutex<BTreeMap<[u8; 32], Arc<str>>>,
    }

    impl std::fmt::Debug for Grammars {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.debug_struct("Grammars").finish_non_exhaustive()
        }
    }

    impl Grammars {
        pub(super) fn highlight(&self, language: &str, code: &str) -> Arc<str> {
            let key = *blake3::Hasher::new()
                .update(language.as_bytes())
                .update(&[0])
                .update(code.as_bytes())
                .finalize()
                .as_bytes();
            if let Some(html) = self.done.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
                return Arc::clone(html);
            }
            let (grammars, classes) = self.loaded.get_or_init(|| {
                let classes = CLASSES
                    .iter()
                    .filter_map(|&(scope, class)| Some((Scope::new(scope).ok()?, class)));
                (two_face::syntax::extra_newlines(), classes.collect())
            });
            let html: Arc<str> = match grammars.find_syntax_by_token(language) {
                Some(syntax) => coloured(code, syntax, grammars, classes).into(),
                None => escape(code).into(),
            };
            self.done
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(key, Arc::clone(&html));
            html
        }
    }

    fn coloured(
        code: &str,
        syntax: &SyntaxReference,
        grammars: &SyntaxSet,
        classes: &[(Scope, &'static str)],
    ) -> String {
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        let mut tokens = Tokens::default();
        for line in code.split_inclusive('\n') {
            let operations = if line.len() > LONGEST_LINE {
                None
            } else {
                state.parse_line(line, grammars).ok()
            };
            let mut at = 0;
            for (position, operation) in operations.unwrap_or_default() {
                tokens.push(&line[at..position], class(&stack, classes));
                at = position;
                if stack.apply(&operation).is_err() {
                    stack = ScopeStack::new();
                }
            }
            tokens.push(&line[at..], class(&stack, classes));
        }
        tokens.finish()
    }

    /// The class of the innermost scope that has one. A comment is one throughout.
    fn class(stack: &ScopeStack, classes: &[(Scope, &'static str)]) -> &'static str {
        stack
            .scopes
            .iter()
            .rev()
            .find_map(|scope| {
                classes
                    .iter()
                    .find(|(prefix, _)| prefix.is_prefix_of(*scope))
                    .map(|&(_, class)| class)
            })
            .unwrap_or("")
    }

    /// Neighbours of one class share a span, the white space between them too.
    #[derive(Default)]
    struct Tokens {
        out: String,
        class: &'static str,
        space: String,
    }

    impl Tokens {
        fn push(&mut self, text: &str, class: &'static str) {
            if text.is_empty() {
                return;
            }
            if text.trim().is_empty() {
                self.space.push_str(text);
                return;
            }
            if class == self.class {
                self.out.push_str(&std::mem::take(&mut self.space));
            } else {
                self.close();
                self.class = class;
                if !class.is_empty() {
                    self.out.push_str("<span class=\"");
                    self.out.push_str(class);
                    self.out.push_str("\">");
                }
            }
            push_escaped(&mut self.out, text);
        }

        fn close(&mut self) {
            if !self.class.is_empty() {
                self.out.push_str("</span>");
            }
            self.out.push_str(&std::mem::take(&mut self.space));
        }

        fn finish(mut self) -> String {
            self.close();
            self.out
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Highlighter;

    #[test]
    fn an_unknown_language_is_plain_and_escaped() {
        assert_eq!(&*Highlighter::new().highlight("nonesuch", "a < b\n"), "a &lt; b\n");
        assert_eq!(&*Highlighter::new().highlight("", "a < b\n"), "a &lt; b\n");
    }

    #[cfg(feature = "highlight")]
    #[test]
    fn tokens_get_a_few_classes_and_neighbours_merge() {
        let html = Highlighter::new().highlight("json", "{\"likes\": 12, \"ok\": true}\n");
        assert!(html.contains("<span class=\"n\">12</span>"), "{html}");
        assert!(html.contains("<span class=\"l\">true</span>"), "{html}");
        assert_eq!(
            html.replace("</span>", "").matches("<span").count(),
            html.matches("</span>").count()
        );
    }
}
