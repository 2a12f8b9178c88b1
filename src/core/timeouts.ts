/** The time limits of a run and their defaults. Each ends the run with an error code of its own. */
import { GradioStreamError } from './errors.ts'

/** Limits in milliseconds; `null` switches one off. */
export interface Timeouts {
  /** Longest wait for the answer to a stream: `connection-timeout`. Through a relay the stream is tried again first. @defaultValue 15000 */
  readonly connectMs: number | null
  /** Longest wait for the answer to a submission: `join-timeout`. Through a relay it is sent again first. @defaultValue `requestTimeoutMs`, 30000 */
  readonly joinMs: number | null
  /** Longest wait in the app's queue, from when it took the run until it starts it: `queue-timeout`. @defaultValue null */
  readonly queueMs: number | null
  /** Longest silence on an open stream: `idle-timeout`. Through a relay the stream is opened again instead. @defaultValue `inactivityTimeoutMs`, 40000 */
  readonly idleMs: number | null
  /** Longest time from `submit` to the end: `run-timeout`. @defaultValue null */
  readonly totalMs: number | null
}

const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Fills in the defaults. Throws `options-invalid` for a limit that is none. */
export function resolveTimeouts(
  timeouts: { readonly [Name in keyof Timeouts]?: Timeouts[Name] | undefined } = {},
  { requestTimeoutMs, inactivityTimeoutMs }: { requestTimeoutMs: number; inactivityTimeoutMs: number },
): Timeouts {
  for (const [name, value] of Object.entries(timeouts)) {
    if (value === undefined || value === null || (value > 0 && value <= LONGEST_TIMER_MS)) continue
    throw new GradioStreamError('options-invalid', {
      message: `The option timeouts.${name} is ${String(value)}.`,
      hint: 'Give a number of milliseconds greater than zero, or null for no limit.',
    })
  }
  const { connectMs, joinMs, queueMs, idleMs, totalMs } = timeouts
  return {
    connectMs: connectMs === undefined ? 15_000 : connectMs,
    joinMs: joinMs === undefined ? requestTimeoutMs : joinMs,
    queueMs: queueMs ?? null,
    idleMs: idleMs === undefined ? inactivityTimeoutMs : idleMs,
    totalMs: totalMs ?? null,
  }
}
