/** A time zone as the C library reads it from `TZ`. */
export interface PosixZone {
  readonly text: string
  /** False where the zone changes its clocks by no rule that the text can say; it then has the offset of most of the year. */
  readonly isExact: boolean
}

/** Rules of a year in the future are those of this one, until a government changes them; a rule must fit all of them. */
const years = [2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033]

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Shorter than any time between two changes of the clocks. */
const stride = 14 * day

/**
 * Gives a zone of the tz database in the form of POSIX (IEEE 1003.1, section 8.3, `TZ`; hours beyond a day as RFC 8536, section 3.3.1),
 * which needs no tz database where it is read. The zone must exist.
 */
export function posixZone(name: string): PosixZone {
  const offset = offsetsOf(name)
  const changes = years.map((year) => changesOf(offset, year))
  const usual = mostly(offset)
  const fixed = (isExact: boolean): PosixZone => ({ text: `STD${posixOffset(usual)}`, isExact })
  if (changes.every((list) => list.length === 0)) return fixed(true)
  if (changes.some((list) => list.length !== 2)) return fixed(false)
  const forward = changes.map((list) => list.find(({ before, after }) => after > before))
  const back = changes.map((list) => list.find(({ before, after }) => after < before))
  const [start, end] = [ruleOf(forward), ruleOf(back)]
  const first = forward[0]
  if (start === undefined || end === undefined || first === undefined) return fixed(false)
  const gain = first.after - first.before
  return { text: `STD${posixOffset(first.before)}DST${gain === hour ? '' : posixOffset(first.after)},${start},${end}`, isExact: true }
}

/** Gives the function from a time to how far clocks are ahead of UTC, in milliseconds. */
function offsetsOf(name: string): (time: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
  return (time) => {
    const text = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
    const [, sign, hours = 0, minutes = 0] = /^GMT([+-])(\d+):(\d+)/.exec(text) ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours) * hour + Number(minutes) * minute)
  }
}

/** A moment at which clocks are put forward or back. */
interface Change {
  readonly time: number
  readonly before: number
  readonly after: number
}

function changesOf(offset: (time: number) => number, year: number): readonly Change[] {
  const changes: Change[] = []
  const end = Date.UTC(year + 1, 0, 1)
  for (let from = Date.UTC(year, 0, 1); from < end; from += stride) {
    let [low, high] = [from, Math.min(from + stride, end)]
    const [before, after] = [offset(low), offset(high)]
    if (before === after) continue
    while (high - low > minute) {
      const middle = Math.floor((low + high) / 2 / minute) * minute
      if (offset(middle) === before) low = middle
      else high = middle
    }
    changes.push({ time: high, before, after })
  }
  return changes
}

/** Gives `M<month>.<week>.<weekday>/<time>` that all changes keep to; a change near midnight may count as one of the day before or after. */
function ruleOf(changes: readonly (Change | undefined)[]): string | undefined {
  for (const shift of [0, 1, -1, 2]) {
    const places = changes.flatMap((change) => (change === undefined ? [] : [placeOf(change, shift)]))
    const [first] = places
    if (first === undefined || places.length !== changes.length) return undefined
    const { month, weekday, time } = first
    if (!places.every((place) => place.month === month && place.weekday === weekday && place.time === time)) continue
    const week = [1, 2, 3, 4, 5].find((number) => places.every(({ weeks }) => weeks.includes(number)))
    if (week !== undefined) return `M${month}.${week}.${weekday}${time === 2 * hour ? '' : `/${clock(time)}`}`
  }
  return undefined
}

function placeOf({ time, before }: Change, shift: number) {
  const local = time + before
  const date = new Date(local - shift * day)
  const midnight = Math.floor((local - shift * day) / day) * day
  const number = date.getUTCDate()
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return {
    month: date.getUTCMonth() + 1,
    weekday: date.getUTCDay(),
    time: local - midnight,
    // 5 is the last of its kind in the month
    weeks: [...(number <= 28 ? [Math.ceil(number / 7)] : []), ...(number + 7 > last ? [5] : [])],
  }
}

/** The offset that holds on most days of a year. */
function mostly(offset: (time: number) => number): number {
  const [year = 0] = years
  const counts = new Map<number, number>()
  for (let time = Date.UTC(year, 0, 1); time < Date.UTC(year + 1, 0, 1); time += stride)
    counts.set(offset(time), (counts.get(offset(time)) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0
}

/** POSIX counts west of Greenwich as positive. */
function posixOffset(ahead: number): string {
  return ahead === 0 ? '0' : ahead > 0 ? `-${clock(ahead)}` : clock(-ahead)
}

function clock(time: number): string {
  const [hours, minutes] = [Math.trunc(time / hour), Math.abs(time % hour) / minute]
  return minutes === 0 ? `${hours}` : `${hours}:${String(minutes).padStart(2, '0')}`
}
