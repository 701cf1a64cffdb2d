import type { LimitRule } from './finding.js'
import { valuesAt } from './values-at.js'

/** Capabilities of the kernel, options of mounts and limits of processes that ECS knows, whose models take every text (ECS API, KernelCapabilities, Tmpfs and Ulimit). */
export const linuxParametersKnown: LimitRule = (unit, say) => {
  for (const list of ['add', 'drop'])
    for (const { path, value } of valuesAt(unit, `task.containerDefinitions.*.linuxParameters.capabilities.${list}.*`))
      if (typeof value === 'string' && !capabilities.has(value))
        say(path, `ECS knows no capability \`${value}\``, value.startsWith('CAP_') ? 'write it without `CAP_`' : undefined)
  for (const { path, value } of valuesAt(unit, 'task.containerDefinitions.*.linuxParameters.tmpfs.*.mountOptions.*'))
    if (typeof value === 'string' && !mountOptions.has(value.replace(/=.*/s, ''))) say(path, `ECS knows no option \`${value}\` of a tmpfs`)
  for (const [at, { ulimits = [] }] of (unit.task.containerDefinitions ?? []).entries())
    for (const [item, { name, softLimit, hardLimit }] of ulimits.entries())
      if (softLimit !== undefined && hardLimit !== undefined && hardLimit >= 0 && (softLimit > hardLimit || softLimit < 0))
        say(
          ['task', 'containerDefinitions', at, 'ulimits', item, 'softLimit'],
          `the soft limit of \`${name}\`, ${softLimit}, is above the hard one, ${hardLimit}`,
        )
}

const capabilities: ReadonlySet<string> = new Set(
  (
    'ALL AUDIT_CONTROL AUDIT_WRITE BLOCK_SUSPEND CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN ' +
    'NET_BIND_SERVICE NET_BROADCAST NET_RAW SETFCAP SETGID SETPCAP SETUID SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG SYSLOG WAKE_ALARM'
  ).split(' '),
)

/** ECS API, Tmpfs `mountOptions`; `mode`, `uid` and some others have a value behind `=`. */
const mountOptions: ReadonlySet<string> = new Set(
  (
    'defaults ro rw suid nosuid dev nodev exec noexec sync async dirsync remount mand nomand atime noatime diratime nodiratime bind rbind unbindable runbindable private rprivate shared rshared ' +
    'slave rslave relatime norelatime strictatime nostrictatime mode uid gid nr_inodes nr_blocks mpol'
  ).split(' '),
)
