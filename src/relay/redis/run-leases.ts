/**
 * Who writes which run: a relay holds a lease for each run that it began or took on, and renews all of them at once. A
 * lease that is not renewed is found by another relay. Times are those of Redis; only how often to ask is this
 * process's.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type { SessionKey } from '../log/run-log.ts'
import { CLOCK, runScript } from './connect.ts'
import type { RedisConnection } from './connect.ts'
import { asTexts } from './session-scripts.ts'

export interface RunLeasesOptions {
  readonly connection: RedisConnection
  readonly prefix: string
  readonly leaseMs: number
  /** Says how often to ask. */
  readonly clock: Clock
}

/** A lease: the run, and the fence of who holds it. */
export interface Lease {
  readonly key: SessionKey
  readonly runId: string
  /** See `run-log.ts`; may be empty. */
  readonly fence: string
}

/** Takes a run whose relay is gone, or ends it. Rejects if it could not: the lease is found again later. */
export type OnLost = (lease: Lease) => Promise<void>

/** `leaseMs member most`, on the runs of one client. Answers `new`, `held` (it was counted before) or `full`. */
const COUNT = `${CLOCK}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
local isHeld = redis.call('ZSCORE', KEYS[1], ARGV[2])
if not isHeld and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 'full' end
redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[1]), ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return isHeld and 'held' or 'new'
`
/** `leaseMs …members`, on the runs of one client. */
const RENEW_COUNT = `${CLOCK}
for index = 2, #ARGV do redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[1]), ARGV[index]) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
`
/** `leaseMs member`. Answers 1 if there was no lease of this run. */
const HOLD = `${CLOCK}return redis.call('ZADD', KEYS[1], 'NX', string.format('%.0f', now + ARGV[1]), ARGV[2])`
/** `leaseMs …members`. Answers those that are gone: ended or taken meanwhile. They are not held again. */
const RENEW = `${CLOCK}
local gone = {}
for index = 2, #ARGV do
  if redis.call('ZSCORE', KEYS[1], ARGV[index]) then
    redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[1]), ARGV[index])
  else gone[#gone + 1] = ARGV[index] end
end
return gone
`
/** `leaseMs`. Answers members whose time is over, and keeps others from them for as long. */
const TAKE = `${CLOCK}
local members = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now), 'LIMIT', 0, 100)
for _, member in ipairs(members) do redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[1]), member) end
return members
`
const SCRIPTS = {
  rgsHoldLease: HOLD,
  rgsRenewLeases: RENEW,
  rgsTakeLeases: TAKE,
  rgsCountRun: COUNT,
  rgsRenewCounts: RENEW_COUNT,
} as const
/** Leases that are renewed in one step. */
const STEP = 1_000

export class RunLeases {
  readonly #options: RunLeasesOptions
  readonly #key: string
  /** Leases that this relay holds, and the client of each. */
  readonly #own = new Map<string, string | undefined>()
  #cancelTimer: () => void = () => {}
  isClosed = false
  #onLost: OnLost | null = null
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

  /** From now on leases of relays that are gone are looked for. `null`: no more. */
  takeWith(onLost: OnLost | null): void {
    this.#onLost = onLost
  }

  /** Counts a run that is about to begin among those of its client. `full`: the client has as many. */
  async count({ client, ...key }: SessionKey, runId: string, most: number): Promise<'new' | 'held' | 'full'> {
    if (client === undefined || most === Infinity) return 'held'
    const answer = await this.#run('rgsCountRun', this.#countOf(client), memberOf(key, runId), most)
    return answer === 'full' || answer === 'held' ? answer : 'new'
  }

  /** A run that was counted did not begin. Never rejects. */
  async discount({ client, ...key }: SessionKey, runId: string): Promise<void> {
    if (client !== undefined) await this.#forget(this.#countOf(client), memberOf(key, runId))
  }

  /** Holds the lease of a run that is about to begin, or to be taken. False: it is held already. */
  async hold(lease: Lease): Promise<boolean> {
    const isNew = await this.#run('rgsHoldLease', this.#key, leaseMember(lease))
    return isNew === 1
  }

  /** This relay has the run: renews its lease from now on. */
  renewFromNow(lease: Lease): void {
    this.#own.set(leaseMember(lease), lease.key.client)
  }

  /** The run needs this lease no more. Never rejects: a lease that stays runs out. */
  async release(lease: Lease): Promise<void> {
    const member = leaseMember(lease)
    const client = this.#own.get(member)
    this.#own.delete(member)
    await Promise.all([
      this.#forget(this.#key, member),
      client === undefined ? undefined : this.#forget(this.#countOf(client), memberOf(lease.key, lease.runId)),
    ])
  }

  /** Lets another relay take the run at once. Never rejects: otherwise it does when the lease has run out. */
  async handOver(lease: Lease): Promise<void> {
    const member = leaseMember(lease)
    this.#own.delete(member)
    await this.#options.connection.zadd(this.#key, 'XX', 1, member).catch(() => undefined)
  }

  close(): void {
    this.isClosed = true
    this.#cancelTimer()
  }

  #schedule(): void {
    this.#cancelTimer = this.#options.clock.schedule(() => void this.#tick(), this.#options.leaseMs / 3)
  }

  async #tick(): Promise<void> {
    try {
      // First its own: a process that stood still does not lose them to itself.
      for (const member of await this.#renew('rgsRenewLeases', this.#key, [...this.#own.keys()])) this.#forgetOwn(member)
      for (const [client, members] of this.#byClient()) await this.#renew('rgsRenewCounts', this.#countOf(client), members)
      if (this.#options.clock.now() >= this.#takesFrom) await this.#takeLost()
    } catch {
      this.#waitForOthers()
    }
    if (!this.isClosed) this.#schedule()
  }

  async #takeLost(): Promise<void> {
    const members = this.#onLost && (await this.#run('rgsTakeLeases', this.#key))
    for (const member of asTexts(members)) await this.#onLost?.(readLease(member))
  }

  /** Another relay has ended or taken the run. If it has it, it counts it again. */
  #forgetOwn(member: string): void {
    const client = this.#own.get(member)
    this.#own.delete(member)
    const { key, runId } = readLease(member)
    if (client !== undefined) void this.#forget(this.#countOf(client), memberOf(key, runId))
  }

  #waitForOthers(): void {
    this.#takesFrom = this.#options.clock.now() + this.#options.leaseMs
  }

  /** Answers what the script does. */
  async #renew(script: keyof typeof SCRIPTS, key: string, members: readonly string[]): Promise<readonly string[]> {
    const answers: string[] = []
    for (let begin = 0; begin < members.length; begin += STEP)
      answers.push(...asTexts(await this.#run(script, key, ...members.slice(begin, begin + STEP))))
    return answers
  }

  #byClient(): ReadonlyMap<string, readonly string[]> {
    const clients = new Map<string, string[]>()
    for (const [member, client] of this.#own) {
      if (client === undefined) continue
      const members = clients.get(client) ?? []
      clients.set(client, members)
      const { key, runId } = readLease(member)
      members.push(memberOf(key, runId))
    }
    return clients
  }

  async #forget(key: string, member: string): Promise<void> {
    await this.#options.connection.zrem(key, member).catch(() => undefined)
  }

  #countOf(client: string): string {
    return `${this.#key}:${encodeURIComponent(client)}`
  }

  #run(script: keyof typeof SCRIPTS, key: string, ...given: readonly (string | number)[]): Promise<unknown> {
    return runScript(this.#options.connection, script, key, this.#options.leaseMs, ...given)
  }
}

function memberOf({ app, session }: SessionKey, runId: string): string {
  return JSON.stringify([app, session, runId])
}

function leaseMember({ key: { app, session }, runId, fence }: Lease): string {
  return JSON.stringify([app, session, runId, fence])
}

function readLease(member: string): Lease {
  const [app, session, runId, fence]: unknown[] = JSON.parse(member)
  return { key: { app: String(app), session: String(session) }, runId: String(runId), fence: String(fence) }
}
