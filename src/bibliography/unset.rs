use super::{Cite, SetText};

/// A style, in a program that was built without any.
#[derive(Debug, Default)]
pub struct Style;

impl Style {
    /// No style: references cannot be read either.
    pub fn named(_name: &str) -> Option<Self> {
        Some(Self)
    }

    /// No style.
    pub fn from_csl(_csl: &str) -> Result<Self, String> {
        Ok(Self)
    }

    /// Sets nothing: there are no entries.
    pub fn set(&self, _cites: &[Cite<'_>], _lang: &str) -> SetText {
        SetText::default()
    }
}
