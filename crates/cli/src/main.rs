//! `brownout`: list, check, run and compare scenarios from the command line.

fn main() -> std::process::ExitCode {
    brownout_cli::main()
}
