//! A wasmCloud host, set up by the variables of wasmCloud 1.9 that mc writes; it has no others.
use std::collections::HashMap;
use std::env::{var, vars};

use anyhow::Context as _;
use tokio::signal::unix::{signal, SignalKind};
use wasmcloud_host::wasmbus::Features;
use wasmcloud_host::{url::Url, OciConfig, WasmbusHost, WasmbusHostConfig};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let levels = var("RUST_LOG").unwrap_or_else(|_| "info,async_nats=warn,hyper=warn,cranelift_codegen=warn".into());
    tracing_subscriber::fmt().with_env_filter(levels).with_writer(std::io::stderr).init();
    let mut asked_to_end = signal(SignalKind::terminate())?;

    let address = format!("nats://{}:{}", text("WASMCLOUD_NATS_HOST", "127.0.0.1"), text("WASMCLOUD_NATS_PORT", "4222"));
    let nats = Url::parse(&address).with_context(|| format!("{address} is no address"))?;
    let admin = match var("WASMCLOUD_HTTP_ADMIN") {
        Ok(address) => Some(address.parse().context("WASMCLOUD_HTTP_ADMIN is no address with a port")?),
        Err(_) => None,
    };
    let settings = WasmbusHostConfig {
        ctl_nats_url: nats.clone(),
        rpc_nats_url: nats,
        lattice: text("WASMCLOUD_LATTICE", "default").into(),
        js_domain: var("WASMCLOUD_JS_DOMAIN").ok(),
        labels: labels(),
        allow_file_load: is_on("WASMCLOUD_ALLOW_FILE_LOAD"),
        experimental_features: list("WASMCLOUD_EXPERIMENTAL_FEATURES").iter().map(|name| Features::from(name.as_str())).sum(),
        oci_opts: OciConfig {
            allow_latest: is_on("WASMCLOUD_OCI_ALLOW_LATEST"),
            allowed_insecure: list("WASMCLOUD_OCI_ALLOWED_INSECURE"),
            ..OciConfig::default()
        },
        http_admin: admin,
        ..WasmbusHostConfig::default()
    };
    let (host, end) = WasmbusHost::new(settings).await.context("the host does not start")?;
    tokio::select! {
        _ = asked_to_end.recv() => {}
        stopped = host.stopped() => drop(stopped?),
    }
    end.await
}

fn text(name: &str, otherwise: &str) -> String {
    var(name).unwrap_or_else(|_| otherwise.into())
}

fn list(name: &str) -> Vec<String> {
    let text = text(name, "");
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(String::from).collect()
}

fn is_on(name: &str) -> bool {
    text(name, "false").eq_ignore_ascii_case("true")
}

fn labels() -> HashMap<String, String> {
    vars().filter_map(|(name, value)| Some((name.strip_prefix("WASMCLOUD_LABEL_")?.to_owned(), value))).collect()
}
