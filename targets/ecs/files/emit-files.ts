import type { Artifact } from '../../target.js'
import type { EcsDraft } from '../resources/ecs-draft.js'
import { deployGuide } from './deploy-guide.js'
import { deployScript } from './deploy-script.js'
import { lifeOf } from './life.js'
import { requestFile } from './request-file.js'
import { undeployScript } from './undeploy-script.js'

/** Gives the files for the AWS CLI: a folder of requests for each unit, the scripts that send them and take everything back, and what they do in words. */
export function emitFiles(draft: EcsDraft): readonly Artifact[] {
  const life = lifeOf(draft)
  return [
    ...life.requests.map(({ folder, file, ...request }) => requestFile(`${folder}/${file}`, request, life.spelling)),
    { path: 'deploy.sh', text: deployScript(life), executable: true },
    { path: 'undeploy.sh', text: undeployScript(life), executable: true },
    { path: 'deploy.md', text: deployGuide(life) },
  ]
}
