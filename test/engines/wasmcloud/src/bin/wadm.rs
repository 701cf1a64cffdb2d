//! wadm, set up by the variables and flags that its own documentation names.
use clap::Parser as _;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let settings = wadm::config::WadmConfig::parse();
    let levels = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().with_env_filter(levels).with_writer(std::io::stderr).init();
    let mut parts = wadm::start_wadm(settings).await?;
    // the first part that ends, well or not, ends the program
    match parts.join_next().await {
        Some(ended) => ended?,
        None => Ok(()),
    }
}
