//! `forewarn serve`: the site in a browser while it is written, rendered on demand and up to date with every save.

mod change;
mod judge;
mod keep;
mod reading;
mod shown;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::Args as ClapArgs;

use super::Done;
use super::baseline::BaselineArgs;
use super::global::Global;
use crate::pipeline::Drafts;
use crate::shell::serve;

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// The port to listen on; 0 takes any that is free
    #[arg(short, long, value_name = "PORT", default_value_t = 3000)]
    port: u16,
    /// The address to listen on. Others than this machine's own show the site, drafts and all, to whoever can reach them
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Show entries with `draft = true` too
    #[arg(long)]
    drafts: bool,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    baseline: BaselineArgs,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let bound = serve::bind(SocketAddr::new(args.host, args.port))?;
    let drafts = if args.drafts { Drafts::Shown } else { Drafts::Hidden };
    let (keeper, seat) = keep::Keeper::begin(global.clone(), drafts, args.baseline.clone())?;
    let url = format!("http://{}{}", bound.address, seat.borrow().site.base_path());
    anstream::println!("{url}");
    global.say("changes show by themselves; Ctrl-C ends the preview");
    // It waits for changes as long as the program runs, and has nothing to put in order at its end.
    std::thread::spawn(move || keeper.keep());
    if args.open
        && let Err(error) = opener::open_browser(&url)
    {
        global.say(&format!("no browser could be opened: {error}"));
    }
    Ok(bound.serve(seat)?)
}
