/** Errors after which nothing is known of a run. */
import type { GradioStreamError } from '../../errors.ts'

const LOST_WAYS: ReadonlySet<GradioStreamError['code']> = new Set([
  'connection-lost',
  'idle-timeout',
  'connection-timeout',
  'app-unreachable',
  'relay-unreachable',
])

/** There was no answer: what became of the run is unknown. */
export function isWayLost({ code }: GradioStreamError): boolean {
  return LOST_WAYS.has(code)
}
