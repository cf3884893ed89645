//! The wish of the user, or of the system, that the program ends. Ends nothing by itself.

use std::io;

/// Resolves at Ctrl-C or SIGTERM. From the first time that it is waited for, neither ends the program by itself any more.
///
/// # Errors
/// If the system does not let us hear it.
pub async fn ended() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminated = signal(SignalKind::terminate())?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted,
            _ = terminated.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
