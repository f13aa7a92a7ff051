use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use super::ServeError;

/// The port that people find the preview at unless it is taken.
const USUAL: u16 = 4000;
/// How many ports are tried before giving up.
const TRIES: u16 = 50;

/// Where the preview listens: on this computer only.
pub(super) struct Address {
    /// One for each loopback address that the system has.
    pub(super) listeners: Vec<TcpListener>,
    pub(super) port: u16,
    /// The usual port, if it was taken.
    pub(super) taken: Option<u16>,
}

impl Address {
    /// Takes the port asked for, or else the first free one.
    pub(super) fn claim(port: Option<u16>) -> Result<Self, ServeError> {
        if let Some(port) = port {
            return claim_one(port);
        }
        let last = USUAL + TRIES - 1;
        for port in USUAL..=last {
            match claim_one(port) {
                Err(ServeError::PortTaken { .. }) => {}
                Ok(address) => {
                    return Ok(Self {
                        taken: (port != USUAL).then_some(USUAL),
                        ..address
                    });
                }
                Err(error) => return Err(error),
            }
        }
        Err(ServeError::NoPortFree { first: USUAL, last })
    }
}

fn claim_one(port: u16) -> Result<Address, ServeError> {
    let fail = |source: std::io::Error| match source.kind() {
        ErrorKind::AddrInUse => ServeError::PortTaken { port },
        _ => ServeError::Refused { port, source },
    };
    let v4 = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).map_err(fail)?;
    let actual = v4.local_addr().map_err(fail)?.port();
    let mut listeners = vec![v4];
    match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, actual))) {
        Ok(v6) => listeners.push(v6),
        // A browser may take `localhost` for ::1, and would then show what the other program serves.
        Err(error) if error.kind() == ErrorKind::AddrInUse && port != 0 => return Err(fail(error)),
        // Many systems have no IPv6 at all.
        Err(_) => {}
    }
    Ok(Address {
        listeners,
        port: actual,
        taken: None,
    })
}
