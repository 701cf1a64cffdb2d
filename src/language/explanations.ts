import type { Code, Severity } from '../diagnostic.js'
import { cloudExplanations } from './cloud-explanations.js'
import { ecsTaskExplanations } from './ecs-task-explanations.js'
import { lifecycleExplanations } from './lifecycle-explanations.js'
import { networkExplanations } from './network-explanations.js'
import { podExplanations } from './pod-explanations.js'
import type { Explanation } from './rules/rule.js'
import { targetExplanations } from './target-explanations.js'
import { wasmExplanations } from './wasm-explanations.js'

/** A code that no rule file owns: it comes from reading, from the schema, from wadm's dialect or from a target. `bad` is absent where no manifest can show it. */
export type StageExplanation = Omit<Explanation, 'bad' | 'good'> & Partial<Pick<Explanation, 'bad' | 'good'>>

const application = (rest: string): string =>
  `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: shop\nspec:\n  components:\n${rest}`
const web = (rest = ''): string =>
  application(`    - name: web\n      type: webservice\n      properties:\n        image: ghcr.io/acme/web:1.0.0\n${rest}`)

const says = (code: Code, severity: Severity, summary: string, why: string, bad?: string, good?: string): StageExplanation => ({
  code,
  severity,
  summary,
  why,
  ...(bad !== undefined && { bad }),
  ...(good !== undefined && { good }),
})

/** Every code that is not a rule's, in the order of the pipeline. */
export const explanations: readonly StageExplanation[] = [
  says(
    'input/too-large',
    'error',
    'a file is at most 4 MiB',
    'Input is bounded, so that a wrong path or a bomb is a clear error instead of a machine without memory.',
  ),
  says(
    'input/too-many-documents',
    'error',
    'a file has at most 10,000 documents',
    'Input is bounded; put one application in a file and give mc the folder.',
  ),
  says(
    'input/encoding',
    'error',
    'a manifest is UTF-8',
    'Other encodings would change the text without a word; the position is the first byte that is not UTF-8.',
  ),
  says(
    'input/link-loop',
    'warning',
    'a folder does not contain a link to itself',
    'Following the link would read the same files for ever, so it is not followed.',
  ),
  says(
    'input/broken-image-record',
    'error',
    'mc.images.json has the form in which `mc build --push` writes it',
    'It says which image each component has on every platform; a guess would run the wrong one. Its schema is schema/images.schema.json.',
  ),
  says(
    'input/unused-image',
    'warning',
    'every image in mc.images.json belongs to a component with `build`',
    'A component that was renamed leaves its entry behind, and the new name has none.',
  ),
  says(
    'yaml/syntax',
    'error',
    'a manifest is YAML 1.2',
    'What cannot be parsed cannot be checked; other documents are checked all the same.',
    web('        cmd: [sleep\n'),
    web('        cmd: [sleep]\n'),
  ),
  says(
    'yaml/tab-indentation',
    'error',
    'YAML is indented with spaces',
    'YAML 1.2, section 6.1: tabs are not indentation, because editors disagree on their width.',
    web('      traits:\n\t- type: scaler\n'),
    web('      traits:\n        - type: scaler\n          properties: {replicas: 2}\n'),
  ),
  says(
    'yaml/unterminated-string',
    'error',
    'a quoted string has its closing quote',
    'Without it the rest of the file is part of the string.',
    web('        workingDir: "/srv\n'),
    web('        workingDir: "/srv"\n'),
  ),
  says(
    'yaml/bad-escape',
    'error',
    'a backslash in double quotes begins a known escape',
    'YAML 1.2, section 5.7 lists them; single quotes know no escapes at all.',
    web('        workingDir: "C:\\srv"\n'),
    web("        workingDir: 'C:\\srv'\n"),
  ),
  says(
    'yaml/duplicate-key',
    'error',
    'a key stands once in a map',
    'YAML 1.2, section 3.2.1.3. Readers that accept it keep the last value and drop the first without a word.',
    web('        cpu: "1"\n        cpu: "2"\n'),
    web('        cpu: "2"\n'),
  ),
  says(
    'yaml/collection-as-key',
    'error',
    'keys are plain words',
    'Fields and names are strings; a list or map as a key means nothing here.',
    web('        ? [a, b]\n        : c\n'),
    web(),
  ),
  says(
    'yaml/nesting',
    'error',
    'maps and lists are nested at most 100 deep',
    'Input is bounded; no field of the language is that deep.',
    `kind: Application\nspec: ${'['.repeat(120)}${']'.repeat(120)}\n`,
    web(),
  ),
  says(
    'yaml/unknown-alias',
    'error',
    'an alias follows its anchor',
    'YAML 1.2, section 7.1.',
    web('        cmd: *command\n'),
    web('        cmd: &command [sleep, "10"]\n        args: *command\n'),
  ),
  says(
    'yaml/alias-expansion',
    'error',
    'the aliases of a document expand to at most 100,000 values',
    'A few lines of aliases can stand for billions of values ("billion laughs"); an alias within its own anchor never ends.',
    web('        cmd: &loop [*loop]\n'),
    web('        cmd: &command [sleep, "10"]\n        args: *command\n'),
  ),
  says(
    'yaml/unknown-tag',
    'warning',
    'tags are YAML’s own',
    'A tag such as `!secret` belongs to another tool; mc takes the plain value and says so.',
    web('        workingDir: !path /srv\n'),
    web('        workingDir: /srv\n'),
  ),
  says(
    'schema/not-an-application',
    'error',
    'a file that is named is an Application',
    'In folders other documents are passed over and counted; a file that you name yourself should be what you think it is.',
  ),
  says(
    'schema/unknown-type',
    'error',
    'a component has a type that mc knows',
    'Nothing could be run for it.',
    application('    - name: web\n      type: webservce\n      properties: {image: "ghcr.io/acme/web:1.0.0"}\n'),
    web(),
  ),
  says(
    'schema/unknown-property',
    'error',
    'a property has a name that the form knows',
    'Other tools drop what they do not know. Where wadm drops it too it is a warning, elsewhere an error.',
    web('        imagee: ghcr.io/acme/web:1.0.0\n'),
    web(),
  ),
  says(
    'schema/missing-property',
    'error',
    'a required property is there',
    'Without it nothing sensible can be made of the rest.',
    application('    - type: worker\n      properties: {image: "ghcr.io/acme/web:1.0.0"}\n'),
    web(),
  ),
  says(
    'schema/wrong-type',
    'error',
    'a value has the type that its property asks for',
    'Values under `properties` keep the type that YAML gives them, as wadm and Kubernetes read them: quote numbers that are meant as text.',
    web('        cmd: sleep\n'),
    web('        cmd: [sleep]\n'),
  ),
  says(
    'schema/bad-value',
    'error',
    'a value is one of those that its property allows',
    'The platforms refuse others, or worse, take a default.',
    web('        imagePullPolicy: Sometimes\n'),
    web('        imagePullPolicy: Always\n'),
  ),
  says(
    'wasm/pre-one',
    'error',
    'a manifest is in the form of wadm 1.0',
    'wadm no longer parses `contract`, `link_name` and `linkdef`; the help shows the component in the form that it takes.',
    'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: shop\n  annotations: {version: v0.0.1}\nspec:\n  components:\n    - name: httpserver\n      type: capability\n      properties:\n        image: wasmcloud.azurecr.io/httpserver:0.17.0\n        contract: wasmcloud:httpserver\n',
    'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: shop\n  annotations: {version: v0.0.1}\nspec:\n  components:\n    - name: httpserver\n      type: capability\n      properties:\n        image: ghcr.io/wasmcloud/http-server:0.23.0\n',
  ),
  says(
    'wadm/parse-error',
    'error',
    'wadm can read the manifest (with --compat wadm)',
    'wadm 0.21 stops at the first thing that it cannot read; the reason is in our words.',
  ),
  says('wadm/invalid', 'error', 'wadm accepts the manifest (with --compat wadm)', 'The message is wadm 0.21’s own.'),
  says(
    'wadm/warning',
    'warning',
    'wadm has nothing to warn of (with --compat wadm)',
    'The message is wadm 0.21’s own; a put succeeds all the same.',
  ),
  says('wadm/crash', 'error', 'wadm survives the manifest (with --compat wadm)', 'This input ends wadm 0.21 with a panic.'),
  says(
    'target/refused',
    'error',
    'a target runs every feature that the manifest uses',
    'The platform has no way to do it and none could be made; the capability table says why (`mc explain <target>`).',
  ),
  says(
    'target/unsupported',
    'warning',
    'a target has the whole of every feature that the manifest uses',
    'A part is lost on this platform; the message says which. `--strict` makes it an error. What serves development alone is information: what runs is the same without it.',
  ),
  says(
    'target/unused',
    'warning',
    'a target uses every value of the manifest',
    'Nothing is lost silently: this value changes nothing in what the target runs. `--strict` makes it an error.',
  ),
  ...cloudExplanations,
  ...ecsTaskExplanations,
  ...networkExplanations,
  ...podExplanations,
  ...targetExplanations,
  ...wasmExplanations,
  ...lifecycleExplanations,
  says(
    'ignore/unused',
    'warning',
    'a comment `# mc-ignore <code>` silences a warning of the line below',
    'A comment that silences nothing hides the next mistake.',
    web('        # mc-ignore trait/unknown\n        cpu: "1"\n'),
    web('        cpu: "1"\n'),
  ),
]
