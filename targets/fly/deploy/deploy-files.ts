import type { Artifact } from '../../target.js'
import type { FlyDraft } from '../apps/fly-draft.js'
import { deployGuide } from './deploy-guide.js'
import { deployScript } from './deploy-script.js'
import { undeployScript } from './undeploy-script.js'

/** Gives the scripts that deploy the apps and take them back, and what they do in words. */
export function deployFiles(draft: FlyDraft): readonly Artifact[] {
  return [
    { path: 'deploy.sh', text: deployScript(draft), executable: true },
    { path: 'undeploy.sh', text: undeployScript(draft), executable: true },
    { path: 'deploy.md', text: deployGuide(draft) },
  ]
}
