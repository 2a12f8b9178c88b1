/** A `RunLog` that fails as its test says: before it does its work, after it, late, or never. */
import type { RunLog } from '../../src/relay/index.ts'

/**
 * `reject`: not done. `lose`: done, and the answer is lost. `hold`: begins when the test calls {@link
 * FailingLog.release}.
 */
export type Fault = 'none' | 'reject' | 'lose' | 'hold'
export type Method = Exclude<keyof RunLog, 'close'>

export interface FailingLog extends RunLog {
  /** Lets every held call begin, the last one first. */
  release(): void
  /** Calls so far. */
  calls(method: Method): number
}

/**
 * Puts faults before a log. `decide` is asked at each call, with how often this method was called before and what it
 * was given.
 */
export function createFailingLog(log: RunLog, decide: (method: Method, count: number, args: readonly unknown[]) => Fault): FailingLog {
  const counts = new Map<Method, number>()
  let held: Array<() => void> = []

  function faulty<Args extends unknown[], Answer>(
    method: Method,
    call: (...args: Args) => Promise<Answer>,
  ): (...args: Args) => Promise<Answer> {
    return async (...args) => {
      const count = counts.get(method) ?? 0
      counts.set(method, count + 1)
      const fault = decide(method, count, args)
      if (fault === 'reject') throw new Error(`${method} was refused`)
      if (fault === 'hold') await new Promise<void>((resolve) => held.push(resolve))
      const answer = await call(...args)
      if (fault === 'lose') throw new Error(`the answer of ${method} was lost`)
      return answer
    }
  }

  return {
    begin: faulty('begin', (key, runId, callId, order) => log.begin(key, runId, callId, order)),
    abandon: faulty('abandon', (key, runId) => log.abandon(key, runId)),
    append: faulty('append', (key, message) => log.append(key, message)),
    read: faulty('read', (key, request) => log.read(key, request)),
    open: faulty('open', (key) => log.open(key)),
    markDelivered: faulty('markDelivered', (key, runId) => log.markDelivered(key, runId)),
    readAt: faulty('readAt', async (key) => (await log.readAt?.(key)) ?? null),
    expire: faulty('expire', () => log.expire()),
    close: () => log.close(),
    release() {
      const all = held.toReversed()
      held = []
      for (const begin of all) begin()
    },
    calls: (method) => counts.get(method) ?? 0,
  }
}
