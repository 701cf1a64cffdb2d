import { type Command, Option } from 'commander'
import type { Context } from '../context.js'
import { latticeGroup } from './lattice-group.js'
import { commonOptions, guardOptions, renderOptions, writeOptions } from './lattice-options.js'

/** Adds the commands that keep, deploy and remove applications; the module of each is loaded by the command alone. */
export function addLatticeCommands(
  command: (name: string, description: string) => Command,
  context: () => Context,
  finish: (exitCode: number) => void,
): void {
  const add = (name: string, summary: string, description: string, options: readonly Option[]): Command => {
    const own = command(name, description).summary(summary).helpGroup(latticeGroup)
    for (const option of options) own.addOption(option)
    return own
  }

  add('put [paths...]', 'check and store versions', 'check applications in their lattice, and store them as new versions, all or none', [
    new Option('--dry-run', 'say what would be stored, and store nothing'),
    ...writeOptions(),
    ...commonOptions(),
    new Option('--stdin-filename <name>', 'what reports call standard input'),
  ]).action(async (paths: string[], flags) => finish(await (await import('./put.js')).put(paths, flags, context())))

  add('diff [paths...]', 'what a put would change', 'show what a put or deploy of these files would change, and whom it reaches', [
    ...commonOptions().filter(({ long }) => long !== '--format'),
    new Option('--format <format>', 'for people, programs or pull requests').choices(['text', 'json', 'markdown']).default('text'),
    new Option('--stdin-filename <name>', 'what reports call standard input'),
  ]).action(async (paths: string[], flags) => finish(await (await import('./diff.js')).diff(paths, flags, context())))

  add('get <app[@version]>', 'print a stored manifest', 'print the manifest of a version as it was put; the newest where none is named', [
    ...commonOptions(),
  ]).action(async (name: string, flags) => finish(await (await import('./get.js')).get(name, flags, context())))

  add('list', 'what is put and deployed', 'list the applications of a lattice: which version is deployed, and who uses them', [
    ...commonOptions(),
  ]).action(async (flags) => finish(await (await import('./list.js')).list(flags, context())))

  add('history <app>', 'who did what, and why', 'show what was done to an application: when, who, what and why', [
    ...commonOptions(),
  ]).action(async (name: string, flags) => finish(await (await import('./history.js')).history(name, flags, context())))

  add('deploy <apps...>', 'run versions', 'deploy versions in one act, the newest where none is named: `app` or `app@version`', [
    ...guardOptions(),
    ...renderOptions(),
    ...writeOptions(),
    ...commonOptions(),
  ]).action(async (names: string[], flags) => finish(await (await import('./deploy.js')).deploy(names, flags, context())))

  add('undeploy <apps...>', 'end what runs', 'undeploy applications in one act: those that go together do not hold each other', [
    ...guardOptions(),
    ...writeOptions(),
    ...commonOptions(),
  ]).action(async (names: string[], flags) => finish(await (await import('./undeploy.js')).undeploy(names, flags, context())))

  add('rollback <app>', 'run the former version', 'deploy the version that was deployed before, under the same guard', [
    new Option('--to <version>', 'this version instead of the former one'),
    ...guardOptions(),
    ...renderOptions(),
    ...writeOptions(),
    ...commonOptions(),
  ]).action(async (name: string, flags) => finish(await (await import('./rollback.js')).rollback(name, flags, context())))

  add(
    'delete <apps...>',
    'forget versions',
    'undeploy applications and forget their versions (`app`), or forget one version (`app@version`)',
    [...guardOptions(), ...writeOptions(), ...commonOptions()],
  ).action(async (names: string[], flags) => finish(await (await import('./delete-versions.js')).deleteVersions(names, flags, context())))

  add('status [app]', 'whether all of it is there', 'show what is to run and how it does; exit 1 where something needed is not there', [
    ...commonOptions(),
  ]).action(async (name: string | undefined, flags) => finish(await (await import('./status.js')).status(name, flags, context())))
}
