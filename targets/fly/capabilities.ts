import type { Feature } from '../../src/plan/features.js'
import type { Capability } from '../target.js'

const native = (note: string): Capability => ({ support: 'native', note })
const emulated = (note: string): Capability => ({ support: 'emulated', note })
const partial = (note: string): Capability => ({ support: 'partial', note })
const refused = (note: string): Capability => ({ support: 'refused', note })

/** What Fly.io makes of each feature of the language. */
export const capabilities: Readonly<Record<Feature, Capability>> = {
  image: native('`build.image`'),
  build: partial(
    'the published image of `mc.images.json`; without a record the name that it will have, in the registry of the option `registry`',
  ),
  command: native('`experimental`: `entrypoint`, or `exec` where there are no arguments, so that none of the image are appended'),
  args: native('`experimental.cmd`'),
  'working-dir': partial('a machine starts in the working directory of its image'),
  env: native('`env`; names that begin with `FLY_` are refused'),
  'env-secret': emulated('a secret of the app, set from a variable of whoever deploys; each container sees its own'),
  'env-config': emulated('the value where a manifest has it, else a secret of the app'),
  'env-field': emulated(
    'labels, annotations and the namespace as values; name and address of the machine in containers (`env_from`); others are reported',
  ),
  link: native(
    '`<app>.internal` and the port of the container, for which programs have to listen on IPv6 (`::`); `<app>.flycast` and the port of the service where machines may stop; as environment',
  ),
  port: native('other apps of the organisation reach every port; a comment says where'),
  udp: native(
    'by `<app>.internal`; from outside with an address of its own, under one number, for a program that listens on `fly-global-services`',
  ),
  sctp: refused('neither the proxy nor the private network is made for it'),
  'app-protocol': native('handlers, `h2_backend` and ALPN of what the proxy serves'),
  expose: native('for other apps of the organisation, and by `fly proxy`; only a route or a load balancer makes it public'),
  'expose-type': emulated('a load balancer is a public address; others are reported'),
  'node-port': partial('there are no ports of a machine beside its own'),
  'exec-probe': partial(
    '`healthchecks` where machines hold containers anyway; by itself one for readiness is left out, because a machine runs no command as a check',
  ),
  'http-probe': native('a check of the service where the proxy serves the port, else of the machine; times from 1 to 60 seconds'),
  'tcp-probe': native('a check of the service where the proxy serves the port, else of the machine; times from 1 to 60 seconds'),
  'grpc-probe': partial('a check by connection: Fly.io does not speak the gRPC health protocol'),
  'liveness-probe': native('`healthchecks` of containers of a machine, with `unhealthy: stop`; a check of a machine restarts nothing'),
  'readiness-probe': native(
    'the proxy passes over machines that fail it; `.internal` names every machine that runs, and there it only holds a deployment up',
  ),
  'startup-probe': partial('its time is the `grace_period` of the other probes, and what it asks is not asked'),
  'success-threshold': partial('in containers of a machine; the check of a machine counts nothing'),
  cpu: native('the smallest machine that has what all containers may use, which is said'),
  memory: native('the smallest machine that has what all containers may use, which is said'),
  gpu: refused('Fly.io takes its machines with graphics processors out of service; the option `gpu-size` is for who still gets them'),
  replicas: native('`fly scale count`'),
  'autoscale-cpu': partial('the proxy knows requests at once alone'),
  'autoscale-memory': partial('the proxy knows requests at once alone'),
  'autoscale-concurrency': partial(
    '`concurrency` and `auto_stop_machines` of what the proxy serves: it starts and stops machines from `min` to `max`; others have `min` machines',
  ),
  'autoscale-custom': partial('the proxy knows requests at once alone; the app fly-autoscaler of Fly.io scales by metrics'),
  sidecar: native('`containers` in `machine_config`'),
  'init-container': native(
    '`containers` in `machine_config`, with `depends_on: exited_successfully`; a `release_command` would run once for all machines, in the image of the app',
  ),
  'volume-claim': native('a volume for each machine, mounted at one path; several are refused'),
  'volume-claim-settings': partial('a volume has a size, in whole GB; no class, access modes or device'),
  'volume-empty': native('`temp_dir` in `machine_config`'),
  'volume-size': native('`size_mb`, on disk'),
  'volume-config': native('`files`, from files beside fly.toml; data whose keys nobody knows are refused'),
  'volume-secret': native('`files` from secrets of the app; data whose keys nobody knows are refused'),
  'file-mode': native('`mode` of files of containers'),
  'volume-host': partial('a machine is made for its app alone: the path is left out'),
  'volume-host-type': partial('a machine is made for its app alone: the path is left out'),
  'sub-path': partial('the volume itself is mounted, which nothing else mounts; of configuration and secrets some of the files'),
  route: native('HTTP and HTTPS at 80 and 443, and a certificate for the host; all paths of a host lead to one app, which is reported'),
  'route-tls': emulated('Fly.io gets a certificate for the host by itself; HTTP leads to HTTPS'),
  'route-rewrite': partial('requests keep their path'),
  'route-class': partial('the proxy of Fly.io serves all routes, without settings of its own'),
  labels: native('`metadata` of the machine'),
  annotations: native('`metadata` of the machine; those of Prometheus are `metrics`'),
  'image-pull-policy': partial('a deployment looks the image up, and machines keep it'),
  'image-pull-secret': partial('Fly.io pulls what is public or in its own registry; another image has to be copied there'),
  'host-alias': partial('machines have no entries of their own in /etc/hosts'),
  lifecycle: partial('nothing runs a command after the start or before the stop'),
  'lifecycle-request': partial('nothing sends a request after the start or before the stop'),
  'stop-signal': native('`kill_signal`'),
  'grace-period': native('`kill_timeout`, at most 300 seconds'),
  'security-context': partial(
    'the user in containers of a machine; a machine is virtual and its own, so that rights in it reach nobody else',
  ),
  'run-as-non-root': partial('certain where the manifest names the user; nothing checks that of the image'),
  'pod-security-context': partial('user and group in containers of a machine; volumes keep their group'),
  'service-account': partial('machines have identities of Fly.io alone (OpenID Connect)'),
  affinity: partial('Fly.io places machines; options `primary-region` and `regions`'),
  'topology-spread': partial('Fly.io places machines; options `primary-region` and `regions`'),
  'update-strategy': native(
    '`deploy.strategy` and `max_unavailable`; machines are replaced in their place, so that `maxSurge` is reported',
  ),
  daemon: partial('there are no machines besides those of apps: as many run as the option `regions` names'),
  stateful: emulated('each machine keeps its volume; its name is an id, not a number'),
  task: emulated('`fly machine run` by `deploy.sh`, in its place of the order'),
  'task-limits': partial(
    'tries are `max_retries`; `deploy.sh` ends what takes too long, as long as it waits for it, and removes the machine of what succeeded; nobody ends runs by the clock',
  ),
  cron: partial('a machine that runs once an hour, a day, a week or a month; others are refused'),
  ordering: emulated('`deploy.sh` deploys in waves'),
  develop: partial('nothing is developed there'),
  debug: partial('nothing is debugged there'),
  runtime: native(
    'a JSON merge patch of `app` (fly.toml), `machine` (`machine_config`, or `machine.json` of a task) or a `container` in that',
  ),
  wasm: emulated(
    'apps for NATS with JetStream, wadm and wasmCloud hosts; a machine of each application hands its manifest to wadm and ends when it is deployed',
  ),
  'wasm-spread': emulated('hosts for each set of requirements, which carry its labels; wadm divides the instances'),
  'wasm-daemon': emulated('hosts for each set of requirements'),
  'wasm-link': emulated('wadm makes it'),
  'wasm-config': emulated('wadm stores it'),
  'wasm-secret': partial('no secrets backend runs beside wasmCloud; option `secrets-topic` names the NATS topic of one that you run'),
  'wasm-container-link': emulated(
    'containers reach a component at the hosts of its HTTP server; components get the private address of an app by configuration',
  ),
  spin: emulated('the Spin CLI in a container'),
  'spin-variable': emulated('`SPIN_VARIABLE_<NAME>`'),
  'spin-secret': emulated('`SPIN_VARIABLE_<NAME>`, from the secret'),
  'spin-trigger': partial('the application itself says what it waits for; variables that it names there have their values'),
  'spin-component': emulated('`--component-id`'),
  'spin-runtime-config': emulated('a file that the Spin CLI reads; one with secrets is written before it starts'),
  objects: partial('they are left out: they mean nothing to Fly.io'),
  namespace: partial('the names of apps have the application, and one network holds them all'),
  'application-metadata': emulated('version and description as a comment, labels and annotations as `metadata` of the machine'),
}
