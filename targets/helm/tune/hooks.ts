import type { ChartDraft } from '../chart/chart-parts.js'
import { mapAt } from '../template/edit-template.js'
import { isInstruction, isMap, joined, node, type Template, type TemplateMap } from '../template/nodes.js'

/**
 * Lets Helm run what is for a moment in the life of a release (Helm, chart hooks): it waits for its end, and fails with it. What ran the last time goes before
 * the next run; what ran before the end of the release goes with it.
 */
export function tuneHooks({ templates }: ChartDraft): void {
  for (const { body, placed } of templates) {
    const metadata = mapAt(body, 'metadata')
    const { hook } = placed
    if (metadata === undefined || hook === undefined) continue
    metadata['annotations'] = withEntries(metadata['annotations'], {
      'helm.sh/hook': hook.on.join(','),
      'helm.sh/hook-weight': `${hook.weight}`,
      'helm.sh/hook-delete-policy': ['before-hook-creation', ...(hook.isChartOnly ? ['hook-succeeded'] : [])].join(','),
    })
  }
}

/** Puts entries before annotations of which a value of the chart may already be a part. */
function withEntries(annotations: Template | undefined, entries: TemplateMap): Template {
  if (isMap(annotations)) return { ...entries, ...annotations }
  if (annotations === undefined || !isInstruction(annotations)) return entries
  switch (annotations[node]) {
    case 'joined':
      return joined(entries, ...annotations.parts)
    case 'block':
    case 'guarded':
      return joined(entries, annotations)
    default:
      return entries
  }
}
