import type { StageExplanation } from './explanations.js'

const says = (
  code: `${'lifecycle' | 'store'}/${string}`,
  severity: StageExplanation['severity'],
  summary: string,
  why: string,
): StageExplanation => ({
  code,
  severity,
  summary,
  why,
})

/** The codes of what a lattice objects to when something is put, deployed or taken away. */
export const lifecycleExplanations: readonly StageExplanation[] = [
  says(
    'lifecycle/version-taken',
    'error',
    'a stored version never changes its content',
    'Whoever deploys or rolls back to a version must get what was checked under that name. Give what has changed a `version` annotation of its own, or none: then each change gets a name by itself.',
  ),
  says(
    'lifecycle/unknown-application',
    'error',
    'a command of the lattice names an application that is put there',
    '`mc list` shows what is there; the message names the nearest.',
  ),
  says(
    'lifecycle/unknown-version',
    'error',
    'a command of the lattice names a version that is put there',
    '`mc history <application>` shows the versions; an application without a version means the newest.',
  ),
  says(
    'lifecycle/several-versions',
    'error',
    'an application is deployed in one version at a time',
    'The command names one application with two versions. Name the one that is to run.',
  ),
  says(
    'lifecycle/needs-weak-child',
    'warning',
    'what an application refers to belongs to a deployed version',
    'It runs, but only because others need it: its application was undeployed, or deployed in a version without it, by `--strategy weakchild`, and it is collected when the last who needs it goes. Deploy a version that has it, and it belongs to that version again.',
  ),
  says(
    'lifecycle/needed',
    'error',
    'nothing is removed that somebody needs',
    'A running component of another application refers to this one, or a component that is needed links to it; the message says which entry of which file. Undeploy those who need it in the same command, keep what is needed by `--strategy weakchild`, or remove it all the same by `--strategy destructive --yes`.',
  ),
  says(
    'lifecycle/not-deployed',
    'error',
    'what an application refers to runs when it is deployed',
    'A reference leads to a component of a shared application. Deploy that application first, or both in one command: `mc deploy platform orders`.',
  ),
  says(
    'lifecycle/not-offered',
    'error',
    'a new version still offers what others need of the former one',
    'The new version has no such component, does not share it any more, or made something else of it. Deploy versions of those who need it that do without, in the same command; `--strategy weakchild` keeps the component of the former version beside the new one where that is possible.',
  ),
  says(
    'lifecycle/degrades',
    'error',
    'nobody loses what they need without being asked',
    '`--strategy destructive` takes components away from those who need them; the list says who. `--yes` confirms it.',
  ),
  says(
    'lifecycle/in-use',
    'error',
    'a version that runs is not deleted',
    'It is deployed, or components of it are kept for those who need them. Undeploy the application, or deploy another version first.',
  ),
  says(
    'lifecycle/changed',
    'error',
    'what is carried out is what was decided',
    'Somebody changed the lattice since the decision was shown, and now it would be another one. Look at the new decision with `--explain`, and run the command again.',
  ),
  says(
    'lifecycle/not-rendered',
    'error',
    'what is deployed can be rendered for the platform that runs the lattice',
    'The target of the platform refuses something in a manifest; the message ends with the code that explains it, and names the line. Nothing was changed.',
  ),
  says(
    'lifecycle/managed-by-other',
    'error',
    'a field that a manifest sets is not set by somebody else, too',
    'Another program or person has set the field to another value on the live object, and the cluster knows who (server-side apply). Take it over by `--force-conflicts`, leave it to the other by taking what sets it out of the manifest, or say in the manifest what is there now. Nothing was changed.',
  ),
  says(
    'lifecycle/immutable-field',
    'error',
    'fields that Kubernetes fixes for the life of an object stay as they were',
    'The message names the field. Either the manifest stays as it was there, or the object is removed first and made anew; a claim with data gets a new name, and the old one stays. Nothing was changed.',
  ),
  says(
    'lifecycle/foreign-object',
    'error',
    'mc touches no object that somebody else has made',
    'An object of this kind and name is in the namespace, without the labels of this application. Rename the component, remove the object, or take it over by `--force-conflicts`. Nothing was changed.',
  ),
  says(
    'lifecycle/refused-object',
    'error',
    'the cluster takes what the target made',
    'The API server tried the object (a dry run) and refused it; the message has its words. A patch of a manifest, an option of the target or an older cluster is the usual reason. Nothing was changed.',
  ),
  says(
    'lifecycle/unknown-kind',
    'error',
    'the cluster knows every kind of object that is made',
    'A custom resource needs its definition: install what brings it (KEDA, the External Secrets Operator, the Gateway API), or choose another option of the target.',
  ),
  says(
    'lifecycle/cluster-wide',
    'error',
    'a lattice keeps to its namespace',
    'An object that belongs to the whole cluster cannot have an owner in a namespace, so that nothing would ever remove it. Apply it once by kubectl, and take it out of the manifest.',
  ),
  says(
    'lifecycle/other-namespace',
    'error',
    'what a lattice on Kubernetes runs is in the namespace of the lattice',
    'Owner references do not cross namespaces: the garbage collector would remove an object whose owner it does not find beside it. Keep the lattice in that namespace, or put everything into the lattice’s by `--set kubernetes.namespace=<namespace>`.',
  ),
]
