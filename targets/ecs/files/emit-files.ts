import type { Artifact } from '../../target.js'
import type { EcsDraft } from '../resources/ecs-draft.js'
import { deployScript } from './deploy-script.js'
import { lifeOf } from './life.js'
import { requestFile } from './request-file.js'
import { requestsOf } from './requests-of.js'
import { undeployScript } from './undeploy-script.js'

/** Gives the files for the AWS CLI: a folder of requests for each unit, the scripts that send them and take everything back, and what they do in words. */
export function emitFiles(draft: EcsDraft): readonly Artifact[] {
  if (draft.units.length === 0) return []
  const life = lifeOf(draft)
  return [
    ...draft.units.flatMap((unit) =>
      requestsOf(unit).map((request) => requestFile(`${unit.folder}/${request.file}`, request, life.spelling)),
    ),
    { path: 'deploy.sh', text: deployScript(life), executable: true },
    { path: 'undeploy.sh', text: undeployScript(life), executable: true },
  ]
}
