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
]
