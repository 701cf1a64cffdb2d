import type { StageExplanation } from './explanations.js'
import { says } from './says.js'

/** What targets say of Wasm workloads, and of what runs them. */
export const wasmExplanations: readonly StageExplanation[] = [
  says(
    'target/apart',
    'warning',
    'a built-in HTTP server of wasmCloud runs on every host where the component runs that it serves',
    'It serves only components of its own host (wasmCloud 1.9): elsewhere requests end without an answer, and wadm says `deployed` all the same.',
  ),
  says(
    'target/file-image',
    'error',
    'on a cluster a component or provider comes from a registry',
    'A `file://` image lies on the machine where it was built. Hosts in a cluster run elsewhere, and share no disk with it.',
  ),
  says(
    'target/no-nats-url',
    'error',
    'where NATS and wadm run already, their address is given',
    'With the option `substrate=none` nothing of them is written, and `nats-url` says where the Jobs that hand manifests to wadm find them.',
  ),
  says(
    'target/unknown-hosts',
    'warning',
    'who links to a component finds the hosts that run it',
    'With the option `substrate=none` somebody else runs the hosts, under labels that mc does not know, so that it cannot write a Service for them.',
  ),
  says(
    'target/ephemeral-nats',
    'info',
    'NATS keeps what wadm and the hosts know',
    'JetStream stores manifests, links and configuration. With the option `nats-storage=ephemeral` they are gone with the container: wadm and the hosts, which made their part when they started, answer every request with an error until they are started anew.',
  ),
  says(
    'target/wasm-hosts',
    'error',
    'the option `wasm-hosts` names groups of hosts',
    'Each distinct set of requirements of a spread is a group of hosts; `mc plan` shows their names, `default` for no requirements.',
  ),
  says(
    'target/host-size',
    'error',
    'the options `host-cpu` and `host-memory` are quantities',
    'They say what each wasmCloud host gets, in the words in which containers say it.',
  ),
  says(
    'target/one-place',
    'warning',
    'requests from outside reach each HTTP server of a Wasm workload',
    'A gateway leads a host name and a path to one place. Hosts in several groups, or servers at several ports, that answer for the same path are told apart by host names, which the option `wasm-hosts` gives.',
  ),
  says(
    'target/several-hosts',
    'warning',
    'a Wasm component that others reach by name is served on every host that has the name',
    'wadm chooses the hosts on which an HTTP server runs, after the platform has given the name to all that it may choose; the others refuse the connection.',
  ),
  says(
    'target/unreachable-address',
    'warning',
    'an HTTP server listens on an address that others reach',
    'In a container 127.0.0.1 is the container itself, and no published port leads there.',
  ),
  says(
    'target/wasmcloud-two',
    'error',
    'under `runtime=v2` a manifest asks for what wasmCloud 2 has',
    'It has no capability providers, no links between workloads and no configuration apart from them; under `runtime=v1` nothing of a manifest is lost.',
  ),
  says(
    'target/wasmcloud-two-lost',
    'warning',
    'under `runtime=v2` what a manifest asks of providers and hosts is what a workload can ask there',
    'Hosts of wasmCloud 2 have in place of providers what they are started with, and the same for all workloads: most settings are theirs, and values of the chart of their operator.',
  ),
]
