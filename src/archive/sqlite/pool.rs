use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::archive::StoreError;

/// Marks a file as an archive of this program: `ibid` in ASCII.
pub(super) const APPLICATION: i64 = 0x6962_6964;
/// What `schema.sql` says; another number is another program's.
pub(super) const VERSION: i64 = 1;

/// How many statements a connection keeps ready.
const STATEMENTS: usize = 48;

/// Connections for reading: each thread borrows one, and gives it back.
#[derive(Debug)]
pub(super) struct Pool {
    path: PathBuf,
    name: String,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    pub(super) fn new(path: PathBuf, name: &str) -> Self {
        Self {
            path,
            name: name.to_owned(),
            idle: Mutex::default(),
        }
    }

    /// Reads with a connection; `empty` where there is no file yet.
    pub(super) fn read<T>(
        &self,
        empty: T,
        ask: impl FnOnce(&Connection) -> Result<T, rusqlite::Error>,
    ) -> Result<T, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None if !self.path.exists() => return Ok(empty),
            None => self.connect()?,
        };
        let answer = ask(&connection).map_err(|error| failed(&self.name, &error));
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(connection);
        answer
    }

    /// A connection that only reads.
    fn connect(&self) -> Result<Connection, StoreError> {
        // Other programs may be writing, which takes a file beside this one; where none can be made, the file is read alone.
        let writable = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(&self.path, writable).map_err(|error| failed(&self.name, &error))?;
        prepare(&connection)
            .and_then(|()| connection.execute_batch("PRAGMA query_only = 1; PRAGMA cache_size = -8192"))
            .map_err(|error| failed(&self.name, &error))?;
        ours(&connection, &self.name)?;
        Ok(connection)
    }
}

/// What is set for every connection.
pub(super) fn prepare(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.busy_timeout(Duration::from_secs(20))
}

/// Refuses a file of another program, or of a later version of this one.
pub(super) fn ours(connection: &Connection, name: &str) -> Result<(), StoreError> {
    let number = |pragma: &str| connection.query_row(pragma, (), |row| row.get::<_, i64>(0));
    let application = number("PRAGMA application_id").map_err(|error| failed(name, &error))?;
    let version = number("PRAGMA user_version").map_err(|error| failed(name, &error))?;
    let reason = if application != APPLICATION {
        "the file is a database of another program; name a file that `ibid archive import` made, or one that is not there yet"
    } else if version != VERSION {
        "the file was made by another version of ibid; import the captures again into a new file"
    } else {
        return Ok(());
    };
    Err(StoreError {
        store: name.to_owned(),
        reason: reason.to_owned(),
    })
}

/// An error of the database in the words of a store.
pub(super) fn failed(name: &str, error: &rusqlite::Error) -> StoreError {
    let reason = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => "the file is no SQLite database".to_owned(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program is writing to the file; try again when that is done".to_owned()
        }
        Some(ErrorCode::DatabaseCorrupt) => {
            "the file is damaged; bring back an earlier copy, or import the captures again into a new file".to_owned()
        }
        Some(ErrorCode::DiskFull) => "there is no room left on the disk".to_owned(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            "the file cannot be opened or written".to_owned()
        }
        _ => error.to_string(),
    };
    StoreError {
        store: name.to_owned(),
        reason,
    }
}

/// Where the file of a store is: `bulk.db` of `sqlite:bulk.db`.
pub(super) fn file(root: &Path, name: &str) -> PathBuf {
    root.join(name.strip_prefix(super::PREFIX).unwrap_or(name))
}
