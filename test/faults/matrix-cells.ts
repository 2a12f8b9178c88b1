/** Which cells the fault matrix has: every fault at every moment it can meet, on every way, for every protocol. */
import { FAULTS, MOMENTS } from './matrix-faults.ts'
import type { Fault, Moment, Protocol } from './matrix-faults.ts'
import { hasJoin, OLDER } from './older-call.ts'
import type { OlderProtocol } from './older-call.ts'
import { WAYS } from './world.ts'
import type { Way } from './world.ts'

export interface Cell {
  readonly fault: Fault
  readonly moment: Moment
  readonly way: Way
  readonly protocol: Protocol
}

/** Wrong answers to a request for messages. */
const ANSWERS: ReadonlySet<string> = new Set(['503', '429', '404', 'wrong content type', 'HTML'])
/** An answer to the join that breaks. */
const BREAKS: ReadonlySet<string> = new Set(['clean end', 'cut mid-line', 'cut mid-character', 'stall'])

/** Older ones are polled like newer ones: from the relay, which shows them as `sse_v3`. */
const PLACES: readonly (readonly [Protocol, Way])[] = [
  ...WAYS.map((way) => ['sse_v3', way] as const),
  // The keys of that constant.
  ...(Object.keys(OLDER) as OlderProtocol[]).flatMap((protocol) => [[protocol, 'direct'] as const, [protocol, 'relay'] as const]),
]
export const CELLS: readonly Cell[] = PLACES.flatMap(([protocol, way]) =>
  FAULTS.flatMap((fault) =>
    MOMENTS.filter((moment) => canMeet(fault, moment, way, protocol)).map((moment) => ({ fault, moment, way, protocol })),
  ),
)

/**
 * Whether a fault can happen at that moment: if one connection is join and stream, the join has no answer of its own,
 * and nothing is requested after it.
 */
function canMeet({ name, ways, moments = MOMENTS, protocols }: Fault, moment: Moment, way: Way, protocol: Protocol): boolean {
  if ((ways && !ways.includes(way)) || !moments.includes(moment) || (protocols && !protocols.includes(protocol))) return false
  if (way !== 'direct' || protocol === 'sse_v3' || hasJoin(protocol)) return true
  // A socket has no content type.
  if (protocol === 'ws' && (name === 'wrong content type' || name === 'HTML')) return false
  if (moment === 'joined') return !ANSWERS.has(name)
  return moment !== 'before join' || !BREAKS.has(name)
}
