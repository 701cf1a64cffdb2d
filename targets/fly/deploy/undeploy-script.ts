import { printScript } from '../../shell/print-script.js'
import type { FlyDraft } from '../apps/fly-draft.js'
import { regionOf } from './region-of.js'
import { runImage } from './run-image.js'
import { scriptHeader } from './script-header.js'
import { wavesOf } from './waves-of.js'

/** Gives `undeploy.sh`: destroys the apps, those first that need others. */
export function undeployScript(draft: FlyDraft): string {
  const { apps, context } = draft
  const waves = wavesOf(draft)
  return printScript({
    header: scriptHeader(draft, 'Destroys all apps, with their machines, volumes, addresses, certificates and secrets.'),
    library: [context.script('common.sh'), context.script('undeploy.sh')],
    sections: [
      {
        title: 'What has to be there.',
        calls: [
          ['need_tools'],
          ['need', 'FLY_ORG', 'the organisation that has the apps, such as personal'],
          ...apps.flatMap(({ name, volumes }) => (volumes.length === 0 ? [] : [['need_consent', name]])),
          ['check'],
        ],
      },
      ...waves
        .map((wave, index) => ({
          title: `Wave ${index + 1} of ${waves.length}: ${wave.map(({ name }) => name).join(', ')}.`,
          calls: [
            ...wave.flatMap((app) =>
              app.undo === undefined ? [] : [['undo', app.name, app.folder, 'undo', regionOf(app), runImage(app), ...app.undo]],
            ),
            ...[...wave].reverse().map(({ name }) => ['destroy_app', name]),
          ],
        }))
        .reverse(),
      { title: 'Done.', calls: [['echo', 'nothing is left']] },
    ],
  })
}
