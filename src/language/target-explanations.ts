import type { StageExplanation } from './explanations.js'

const says = (code: `target/${string}`, severity: StageExplanation['severity'], summary: string, why: string): StageExplanation => ({
  code,
  severity,
  summary,
  why,
})

/** What targets say of single inputs, besides what their capability tables promise. */
export const targetExplanations: readonly StageExplanation[] = [
  says(
    'target/build-failed',
    'error',
    'an image that is built from sources builds',
    'The builder’s own words follow. What was built before stays; nothing is published or recorded of what failed.',
  ),
  says(
    'target/between-runs',
    'warning',
    'a task that runs by the clock has no probes and no commands around its start and stop where its container is there between its runs',
    'Under Compose the container itself is the clock. A probe would fail whenever no run goes on.',
  ),
  says(
    'target/circle',
    'warning',
    'workloads do not need each other in a circle',
    'Each would wait for the other forever, and Compose refuses such a file, so one of them starts without waiting.',
  ),
  says(
    'target/https-probe',
    'warning',
    'a probe does not ask by HTTPS where the platform has no client of the day',
    'Under Compose the TLS of busybox asks, which is older than many servers take. Their refusal shows that they answer, and no status.',
  ),
  says(
    'target/apart',
    'warning',
    'a built-in HTTP server of wasmCloud runs on every host where the component runs that it serves',
    'It serves only components of its own host (wasmCloud 1.9): elsewhere requests end without an answer, and wadm says `deployed` all the same.',
  ),
  says(
    'target/limit-too-small',
    'warning',
    'a limit is at least what the platform can limit to',
    'Docker limits to a hundredth of a processor and 6 MiB at the least; the limit is raised to that.',
  ),
  says(
    'target/name-collision',
    'error',
    'everything that a platform tells apart by name has a name of its own',
    'Platforms allow fewer characters than a manifest, so that two names can become one.',
  ),
  says(
    'target/namespace-unknown',
    'info',
    'applications that talk to each other name their namespaces all, or none does',
    'A NetworkPolicy names its peers by namespace and labels. Where one is chosen by whoever applies the objects, the policy of another namespace can go by the labels alone.',
  ),
  says(
    'target/needs-command',
    'warning',
    'what a script has to start gives its command',
    'Docker has no clock and no limits to the time of a container. A script in the container does both, and starts the command of the manifest; that of an image is known to nobody who cannot look into it.',
  ),
  says(
    'target/needs-cron',
    'warning',
    'nothing waits for what runs by the clock where nothing starts it',
    'Compose leaves the service out, so that what waits for it would never start.',
  ),
  says(
    'target/no-effect',
    'info',
    'a value that is set makes a difference on the platform',
    'It is true there whatever the manifest says; nothing is lost.',
  ),
  says(
    'target/no-image-record',
    'error',
    'where the platform builds no images, what is built from sources was published before',
    '`mc build --push --registry <registry>` builds and publishes, and writes mc.images.json, in which every target finds the image and its digest.',
  ),
  says(
    'target/no-stub',
    'warning',
    'what a stub is asked to stand in for is a container',
    'A stub answers on the ports of a container. A Wasm workload has none of its own, so it runs as the manifest says.',
  ),
  says('target/no-image', 'error', 'a container has an image', 'An empty image passes elsewhere, and fails when the container starts.'),
  says(
    'target/option',
    'error',
    'an option of a target has a value that it understands',
    'A value that means nothing would otherwise stand in the output as it is, or be passed over.',
  ),
  says(
    'target/patch-matches-nothing',
    'error',
    'a patch of the `runtime` trait matches an object of the target',
    'A patch that is misspelt, or whose object has gone, would otherwise be lost without a word.',
  ),
  says(
    'target/object-refused',
    'error',
    'an object of Kubernetes in a manifest has the fields that its kind has',
    'Objects of `k8s-objects` are written as they are. A cluster would refuse this one, or drop the field without a word.',
  ),
  says(
    'target/patch-refused',
    'error',
    'what a patch of the `runtime` trait makes has the shape that the platform wants',
    'Every emitted file is checked before it is written; after a patch a fault is the patch’s, and is shown at its line.',
  ),
  says(
    'target/port-taken',
    'warning',
    'each port of the machine is claimed by one container',
    'Where several claim it, or one has copies, the platform takes any free port for each; it is information where the manifest did not choose the number.',
  ),
  says(
    'target/several-hosts',
    'warning',
    'a Wasm component that others reach by name is served on every host that has the name',
    'wadm chooses the hosts on which an HTTP server runs, after the platform has given the name to all that it may choose; the others refuse the connection.',
  ),
  says(
    'target/route-taken',
    'warning',
    'a host and path lead to one place where one gateway serves all classes',
    'On Kubernetes routes of different classes are separate gateways; where there is one for all, the first workload gets the requests.',
  ),
  says(
    'target/publish',
    'error',
    'the option `publish` names components and ports that exist',
    'It is given by hand, and a port that is not published would be noticed only when nothing answers there.',
  ),
  says(
    'target/renamed',
    'info',
    'every workload has the name on the platform that its application and its own name make',
    'Platforms allow fewer characters than a manifest, and join the two names, so that two workloads can have one name. Then each has a suffix of its own.',
  ),
  says(
    'target/shared-companion',
    'warning',
    'a workload with sidecars or init containers has one copy where the platform has no pods',
    'Compose runs such a container once for all copies, where Kubernetes runs it once for each.',
  ),
  says(
    'target/shared-memory',
    'warning',
    'scratch storage in memory is mounted by one container where the platform has no pods',
    'Containers of Docker cannot share memory that outlives one of them; the storage is a volume then.',
  ),
  says(
    'target/stateful-copies',
    'warning',
    'a `statefulset` has one copy where the platform has no stable names',
    'Under Compose the copies share one name and one storage.',
  ),
  says(
    'target/sub-path',
    'warning',
    'a part of a volume is mounted where the whole is not',
    'Docker mounts no directory of a volume that does not exist yet, and Kubernetes makes it. A part alone becomes a volume of its own.',
  ),
  says(
    'target/unknown-port',
    'error',
    'a request after the start or before the stop names a port that its container declares',
    'A name without a port leads nowhere, and nothing would be asked.',
  ),
  says(
    'target/time-zone',
    'warning',
    'the time zone of a schedule changes its clocks by a rule',
    'The clock in the container has no tz database, so the rule is written into the Compose file. Zones that follow another calendar have none.',
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
]
