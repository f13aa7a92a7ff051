use super::Platform;

/// What the address of a post says, once mirrors and web archives are unwrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalink {
    /// The platform.
    pub platform: Platform,
    /// The post's id as the archive writes it; `None` when the address names an account or needs a look-up.
    pub id: Option<String>,
    /// The handle in the address.
    pub handle: Option<String>,
    /// The web archive's copy it was unwrapped from, with the moment of the copy where the address tells it.
    pub archived: Option<String>,
}
