//! The program: everything is in the library.

/// A site is millions of short texts: with the system's allocator a build takes a tenth longer.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    forewarn::cli::main()
}
