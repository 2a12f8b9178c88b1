/**
 * Who writes which run: a relay holds a lease for each run that it began, and renews all of them at once. A lease that
 * is not renewed is taken by another relay, which ends that run. Times are those of Redis; only how often to ask is
 * this process's.
 */
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import type { SessionKey } from '../log/run-log.ts'
import { runScript } from './connect.ts'
import type { RedisConnection } from './connect.ts'

export interface RunLeasesOptions {
  readonly connection: RedisConnection
  readonly prefix: string
  readonly leaseMs: number
  /** Ends a run whose relay is gone. Rejects if it could not: the lease is taken again later. */
  readonly onLost: (key: SessionKey, runId: string) => Promise<void>
}

const CLOCK = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`
/** `leaseMs member`. Answers 1 if there was no lease of this run. */
const HOLD = `${CLOCK}return redis.call('ZADD', KEYS[1], 'NX', string.format('%.0f', now + ARGV[1]), ARGV[2])`
/** `leaseMs …members`. What was taken and ended meanwhile is not held again. */
const RENEW = `${CLOCK}
for index = 2, #ARGV do redis.call('ZADD', KEYS[1], 'XX', string.format('%.0f', now + ARGV[1]), ARGV[index]) end
`
/** `leaseMs`. Answers members whose time is over, and holds them for this relay. */
const TAKE = `${CLOCK}
local members = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now), 'LIMIT', 0, 100)
for _, member in ipairs(members) do redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[1]), member) end
return members
`
const SCRIPTS = { rgsHoldLease: HOLD, rgsRenewLeases: RENEW, rgsTakeLeases: TAKE } as const
/** Leases that are renewed in one step. */
const STEP = 1_000

export class RunLeases {
  readonly #options: RunLeasesOptions
  readonly #key: string
  readonly #own = new Set<string>()
  #cancelTimer: () => void = () => {}
  #isClosed = false
  /**
   * From when on leases of others are taken. While Redis was away nobody could renew: after that each relay has the
   * time of a lease for it.
   */
  #takesFrom = 0

  constructor(options: RunLeasesOptions) {
    this.#options = options
    this.#key = `${options.prefix}:leases`
    for (const [name, lua] of Object.entries(SCRIPTS)) options.connection.defineCommand(name, { lua, numberOfKeys: 1 })
    options.connection.on('ready', () => this.#waitForOthers())
    this.#waitForOthers()
    this.#schedule()
  }

  /** Holds the lease of a run that is about to begin. False: it is held already, by a relay that began the run. */
  async hold(key: SessionKey, runId: string): Promise<boolean> {
    const isNew = await this.#run('rgsHoldLease', memberOf(key, runId))
    return isNew === 1
  }

  /** This relay began the run: renews its lease from now on. */
  renewFromNow(key: SessionKey, runId: string): void {
    this.#own.add(memberOf(key, runId))
  }

  /** The run needs no lease any more. Never rejects: a lease that stays runs out. */
  async release(key: SessionKey, runId: string): Promise<void> {
    const member = memberOf(key, runId)
    this.#own.delete(member)
    await this.#options.connection.zrem(this.#key, member).catch(() => undefined)
  }

  close(): void {
    this.#isClosed = true
    this.#cancelTimer()
  }

  #schedule(): void {
    this.#cancelTimer = systemClock.schedule(() => void this.#tick(), this.#options.leaseMs / 3)
  }

  async #tick(): Promise<void> {
    try {
      // First its own: a process that stood still does not lose them to itself.
      const own = [...this.#own]
      for (let begin = 0; begin < own.length; begin += STEP) await this.#run('rgsRenewLeases', ...own.slice(begin, begin + STEP))
      if (systemClock.now() >= this.#takesFrom) await this.#takeLost()
    } catch {
      this.#waitForOthers()
    }
    if (!this.#isClosed) this.#schedule()
  }

  async #takeLost(): Promise<void> {
    const members = await this.#run('rgsTakeLeases')
    if (!Array.isArray(members)) return
    for (const member of members) {
      const { key, runId } = readMember(String(member))
      await this.#options.onLost(key, runId)
      await this.release(key, runId)
    }
  }

  #waitForOthers(): void {
    this.#takesFrom = systemClock.now() + this.#options.leaseMs
  }

  #run(script: keyof typeof SCRIPTS, ...members: readonly string[]): Promise<unknown> {
    return runScript(this.#options.connection, script, this.#key, this.#options.leaseMs, ...members)
  }
}

function memberOf({ app, session }: SessionKey, runId: string): string {
  return JSON.stringify([app, session, runId])
}

function readMember(member: string): { key: SessionKey; runId: string } {
  const [app, session, runId]: unknown[] = JSON.parse(member)
  return { key: { app: String(app), session: String(session) }, runId: String(runId) }
}
