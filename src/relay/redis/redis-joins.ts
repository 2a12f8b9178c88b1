/**
 * Around a join: what is kept of it for another relay, who may send it, what becomes of the run of a relay that is
 * gone, and which streams a join waits for.
 */
import { failedFrame } from '../engine/frames.ts'
import type { Joins, StreamClosing, TakenRun } from '../fleet.ts'
import { storeUnavailable } from '../log/ask-store.ts'
import type { RunLog, SessionKey } from '../log/run-log.ts'
import type { TurnLine } from '../turn-line.ts'
import { RedisLine } from './redis-line.ts'
import type { RedisParts } from './redis-log.ts'
import type { Lease } from './run-leases.ts'
import { asTexts } from './session-scripts.ts'
import { Wait } from './wake-calls.ts'

/** The end of a run whose relay is gone, and which may not be begun again. */
const LOST = {
  code: 'relay-lost',
  message: 'The relay that followed this run stopped before the run ended. What was begun may go on at the app.',
}
/** How often a run is begun again. One that ends every relay that follows it must not go round for ever. */
const MOST_TAKES = 3

const ANSWERS = ['go', 'cancelled', 'taken', 'ended'] as const

export class RedisJoins implements Joins {
  readonly #parts: RedisParts
  readonly #log: RunLog
  #listener: ((run: TakenRun) => void) | null = null

  constructor(parts: RedisParts, log: RunLog) {
    this.#parts = parts
    this.#log = log
    parts.leases.takeWith((lease) => this.#take(lease))
  }

  async setOff(key: SessionKey, runId: string, fence: string, keepsOrder: boolean): ReturnType<Joins['setOff']> {
    try {
      const answered = await this.#parts.scripts.run('rgsSetOff', key, runId, fence, keepsOrder ? 1 : 0)
      const answer = ANSWERS.find((one) => one === answered) ?? 'ended'
      if (answer === 'taken' || answer === 'ended') void this.#parts.leases.release({ key, runId, fence })
      return answer
    } catch (cause) {
      throw storeUnavailable(cause)
    }
  }

  onTaken(listener: (run: TakenRun) => void): void {
    this.#listener = listener
  }

  stopTaking(): void {
    this.#parts.leases.takeWith(null)
  }

  handOver(key: SessionKey, runId: string, fence: string): Promise<void> {
    return this.#parts.leases.handOver({ key, runId, fence })
  }

  /** A run that was not set off yet never will be, at any relay. */
  async forbid(key: SessionKey, runId: string): Promise<void> {
    await this.#parts.scripts.run('rgsForbid', key, runId)
  }

  /**
   * The new lease comes first and the old one goes last: a relay that ends in between leaves one of them to be found.
   */
  async #take(old: Lease): Promise<void> {
    const { leases, scripts } = this.#parts
    const lease: Lease = { ...old, fence: crypto.randomUUID() }
    const { key, runId, fence } = lease
    await leases.hold(lease)
    const [kind, client = '', order = '', isCancelled] = asTexts(await scripts.run('rgsTakeRun', key, runId, old.fence, fence, MOST_TAKES))
    if ((kind === 'join' || kind === 'again') && this.#listener) {
      const owned = client === '' ? key : { ...key, client }
      leases.renewFromNow({ ...lease, key: owned })
      await leases.release(old)
      this.#listener({ key: owned, runId, fence, order, isAgain: kind === 'again', isCancelled: isCancelled === '1' })
      return
    }
    // What its own relay still writes is refused then: the run has ended.
    if (kind !== 'gone') await this.#log.append(key, { runId, text: failedFrame(runId, LOST), ends: true })
    await Promise.all([leases.release(old), leases.release(lease)])
  }

  async tellToClose(key: SessionKey, lastId: string, withinMs: number): Promise<StreamClosing | null> {
    const { clock, scripts } = this.#parts
    const stream = crypto.randomUUID()
    const last = lastId.slice(lastId.lastIndexOf('-') + 1)
    try {
      const answer = await scripts.run('rgsTellToClose', key, stream, clock.now() + withinMs, last === '' ? 0 : last)
      if (answer === 0) return null
    } catch {
      // A join cannot be taken while Redis is away either.
    }
    return { closed: () => void scripts.run('rgsClosed', key, stream).catch(() => undefined) }
  }

  async streamsClosed(key: SessionKey, withinMs: number): Promise<void> {
    const { clock, scripts, wakeCalls } = this.#parts
    const isClosed = async (): Promise<boolean> => (await scripts.run('rgsCountClosing', key)) === 0
    try {
      if (await isClosed()) return
      const wait = new Wait(clock, withinMs)
      await wakeCalls.listen(scripts.channelOf(key), async (call) => {
        for (let seen = call.changes; !wait.isOver && !(await isClosed()); seen = call.changes)
          if (call.changes === seen) await wait.for(call)
      })
      wait.end()
    } catch {
      // Nothing is lost but the wait.
    }
  }

  createLine(key: SessionKey, session: string): TurnLine {
    const { clock, leases, scripts, wakeCalls } = this.#parts
    return new RedisLine(
      {
        clock,
        isClosed: () => leases.isClosed,
        run: (script, ...given) => scripts.run(script, key, ...given),
        listen: (task) => wakeCalls.listen(scripts.channelOf(key), task),
      },
      session,
    )
  }
}
