use std::collections::{HashMap, VecDeque};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

/// How many files are open at a time; systems allow few hundred.
const MOST: usize = 64;

/// Files that are being added to, those used last open.
#[derive(Debug, Default)]
pub(super) struct Handles {
    open: HashMap<usize, BufWriter<File>>,
    /// Oldest first.
    order: VecDeque<usize>,
}

impl Handles {
    /// Adds bytes to the end of a file.
    pub(super) fn append(&mut self, file: usize, path: &Path, bytes: &[&[u8]]) -> io::Result<()> {
        if !self.open.contains_key(&file) {
            if self.open.len() >= MOST
                && let Some(oldest) = self.order.pop_front()
                && let Some(mut oldest) = self.open.remove(&oldest)
            {
                oldest.flush()?;
            }
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let opened = OpenOptions::new().create(true).append(true).open(path)?;
            self.open.insert(file, BufWriter::with_capacity(1 << 15, opened));
            self.order.push_back(file);
        }
        if let Some(open) = self.open.get_mut(&file) {
            for part in bytes {
                open.write_all(part)?;
            }
        }
        Ok(())
    }

    /// Writes out what is held back.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        for file in &self.order {
            if let Some(open) = self.open.get_mut(file) {
                open.flush()?;
            }
        }
        Ok(())
    }
}
