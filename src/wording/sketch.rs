//! A sketch of the words of a text: most texts have hardly a word of a quotation, and this says so without comparing any.

/// Which words a text may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sketch([u64; 4]);

/// The place of a word in every sketch. One word of 256 shares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot(u8);

impl Slot {
    /// The place of a folded word.
    pub(super) fn of(fold: &str) -> Self {
        // FNV-1a, then its bytes laid over each other.
        let hash = fold.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        let [a, b, c, d] = hash.to_be_bytes();
        Self(a ^ b ^ c ^ d)
    }

    fn place(self) -> (usize, u64) {
        (usize::from(self.0 >> 6), 1 << (self.0 & 63))
    }
}

impl Sketch {
    /// Adds a word.
    pub(super) fn add(&mut self, slot: Slot) {
        let (at, bit) = slot.place();
        self.0[at] |= bit;
    }

    /// Adds every word there is: what a text says in one word may be quoted in others.
    pub(super) fn add_all(&mut self) {
        self.0 = [u64::MAX; 4];
    }

    /// Whether the word may be there; where not, it is not.
    pub(super) fn may_have(&self, slot: Slot) -> bool {
        let (at, bit) = slot.place();
        self.0[at] & bit != 0
    }
}
