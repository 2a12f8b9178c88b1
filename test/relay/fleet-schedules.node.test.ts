/**
 * Three relays and an app under any schedule: relays that are killed, stand still, or cannot reach Redis, whose answers
 * get lost, while the time of leases passes. The scripts run in a real Redis, which changes a session in one step each,
 * so a schedule of steps is every order that can come. Time is the test's: a lease runs out when the schedule says so,
 * and a relay renews when the schedule lets it. What follows a run here does what the relay's own code does, one step
 * at a time.
 */
import { array, assert, asyncProperty, constant, constantFrom, integer, nat, oneof, toStringMethod, tuple } from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import type { LogPage } from '../../src/relay/index.ts'
import type { RelayStore, TakenRun } from '../../src/relay/fleet.ts'
import { assembleStore } from '../../src/relay/redis/redis-store.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { NO_REDIS, REDIS_URL, useRedis } from './redis.ts'

const KEY = { app: 'demo', session: 's' }
const LEASE_MS = 15_000
const RUNS = 3
/** Messages that the app sends of each run; the last one is its end. */
const MESSAGES = 4
/** May be begun twice. */
const RESTARTABLE = 2
const CANCELLED = 'cancelled'

/** What becomes of one call: it is not done, or done and not answered. */
type Fault = 'none' | 'reject' | 'lose'
class Unanswered extends Error {}

/** What a relay does with a run next. `sent`: the app has it; `over`: nothing more. */
interface Follower {
  readonly run: number
  fence: string
  next: 'begin' | 'set-off' | 'join' | 'append' | 'cancel' | 'over'
  attempt: number
  message: number
  position: number
}

/** An app that counts its joins, and what the schedule has done. */
class Bench {
  /** Joins that the app got, by run. */
  readonly joins = Array.from({ length: RUNS }, () => 0)
  /** Texts that a relay was told are kept. */
  readonly kept: string[] = []
  /** Runs that some relay was let go on with, and those that were cancelled before that. */
  readonly setOff = new Set<number>()
  readonly cancelledBefore = new Set<number>()
  readonly relays: readonly BenchRelay[]
  readonly #admin: Redis
  readonly #leases: string
  readonly #seen: string[] = []

  constructor(admin: Redis, prefix: string) {
    this.#admin = admin
    this.#leases = `${prefix}:leases`
    this.relays = [0, 1, 2].map(() => new BenchRelay(this, prefix))
  }

  /** As if nobody had renewed for the time of a lease. */
  async passLeases(): Promise<void> {
    for (const member of await this.leases()) {
      this.#seen.push(member)
      await this.#admin.zadd(this.#leases, 1, member)
    }
  }

  /** As a relay leaves it that was killed while it took a run, or was refused one. */
  async leaveOldLease(which: number): Promise<void> {
    const member = this.#seen[which % Math.max(1, this.#seen.length)]
    if (member !== undefined) await this.#admin.zadd(this.#leases, 'NX', 1, member)
  }

  leases(): Promise<string[]> {
    return this.#admin.zrange(this.#leases, '0', '-1')
  }

  async read(): Promise<Extract<LogPage, { kind: 'page' }>> {
    const page = await this.#first.store.log.read(KEY, { after: '', maxLength: 1_000_000, waitMs: 0 })
    if (page.kind !== 'page') throw new Error(`The log answered "${page.kind}".`)
    return page
  }

  get #first(): BenchRelay {
    const [first] = this.relays
    if (!first) throw new Error('unreachable')
    return first
  }

  async close(): Promise<void> {
    for (const relay of this.relays) await relay.store.log.close()
  }
}

class BenchRelay {
  store: RelayStore
  followers: Follower[] = []
  isPaused = false
  isCut = false
  readonly #bench: Bench
  readonly #prefix: string
  #clock = createManualClock()

  constructor(bench: Bench, prefix: string) {
    this.#bench = bench
    this.#prefix = prefix
    this.store = this.#open()
  }

  #open(): RelayStore {
    this.#clock = createManualClock()
    const store = assembleStore({ redis: REDIS_URL, prefix: this.#prefix, leaseMs: LEASE_MS }, this.#clock)
    store.fleet.joins.onTaken((taken) => this.followers.push(takenOn(taken)))
    return store
  }

  get isReached(): boolean {
    return !this.isPaused && !this.isCut
  }

  /** As SIGKILL, and another process in its place. */
  async restart(): Promise<void> {
    await this.store.log.close()
    this.followers = []
    this.isPaused = false
    this.store = this.#open()
  }

  /** Renews its leases, and takes those that ran out. Nothing where it stands still or reaches nobody. */
  async tick(): Promise<void> {
    if (!this.isReached) return
    // After a start it first gives others the time of a lease.
    this.#clock.sleep(LEASE_MS)
    await this.#clock.advance(LEASE_MS)
    while (this.#clock.pendingCount === 0) await new Promise((resolve) => setImmediate(resolve))
  }

  begin(run: number): void {
    if (!this.isPaused) this.followers.push({ run, fence: crypto.randomUUID(), next: 'begin', attempt: 0, message: 0, position: 0 })
  }

  /** One step of one of its runs. What is not answered is asked again with the next. */
  async step(index: number, fault: Fault): Promise<void> {
    const follower = this.followers[index % Math.max(1, this.followers.length)]
    if (this.isPaused || !follower) return
    try {
      await this.#step(follower, this.isCut ? 'reject' : fault)
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
    }
  }

  /** Every step of every run that it has. */
  async finish(): Promise<void> {
    for (let step = 0; step < this.followers.length * (MESSAGES + 4); step++) await this.step(step, 'none')
  }

  async #step(follower: Follower, fault: Fault): Promise<void> {
    const { run, fence } = follower
    const runId = `run ${run}`
    const { log, fleet } = this.store
    if (follower.next === 'begin') {
      const begun = await asked(fault, () => log.begin(KEY, runId, fence, `order ${run}`))
      follower.next = begun.kind === 'begun' ? 'set-off' : 'over'
    } else if (follower.next === 'set-off') {
      const ask = (): ReturnType<typeof fleet.joins.setOff> => fleet.joins.setOff(KEY, runId, fence, run === RESTARTABLE)
      const answer = await asked(fault, ask, (given) => given === 'go' && this.#bench.setOff.add(run))
      follower.next = answer === 'go' ? 'join' : answer === 'cancelled' ? 'cancel' : 'over'
    } else if (follower.next === 'join') {
      follower.attempt = this.#bench.joins[run] ?? 0
      this.#bench.joins[run] = follower.attempt + 1
      follower.next = 'append'
    } else if (follower.next !== 'over') await this.#append(follower, fault)
  }

  async #append(follower: Follower, fault: Fault): Promise<void> {
    const { run, fence, attempt, message } = follower
    const isCancel = follower.next === 'cancel'
    const ends = isCancel || message === MESSAGES - 1
    const text = isCancel ? CANCELLED : textOf(run, attempt, message)
    const position = follower.position + 1
    const { kind } = await asked(fault, () => this.store.log.append(KEY, { runId: `run ${run}`, text, ends, position, fence }))
    const isKept = kind === 'appended' || kind === 'known'
    if (isKept) this.#bench.kept.push(text)
    Object.assign(follower, { position, message: message + 1 })
    if (ends || !isKept) follower.next = 'over'
  }

  async cancel(run: number): Promise<void> {
    if (!this.isReached) return
    await this.store.fleet.cancel(KEY, `run ${run}`)
    const isBegun = this.#bench.relays.some(({ followers }) => followers.some((one) => one.run === run && one.next !== 'begin'))
    if (isBegun && !this.#bench.setOff.has(run)) this.#bench.cancelledBefore.add(run)
  }
}

/** What a relay does with a run that it took on. */
function takenOn({ runId, fence, isCancelled }: TakenRun): Follower {
  const next = isCancelled ? 'cancel' : 'set-off'
  return { run: Number(runId.slice(4)), fence, next, attempt: 0, message: 0, position: 0 }
}

/** `onDone`: also of an answer that is lost. */
async function asked<Answer>(
  fault: Fault,
  ask: () => Promise<Answer>,
  onDone: (answer: Answer) => unknown = () => undefined,
): Promise<Answer> {
  if (fault === 'reject') throw new Unanswered()
  const answer = await ask()
  onDone(answer)
  if (fault === 'lose') throw new Unanswered()
  return answer
}

const textOf = (run: number, attempt: number, message: number): string => `${run} ${attempt} ${message}`

type Act = (bench: Bench) => unknown
const relay = integer({ min: 0, max: 2 })
const run = integer({ min: 0, max: RUNS - 1 })
const fault = constantFrom<Fault>('none', 'none', 'none', 'reject', 'lose')
const act: Arbitrary<Act & { readonly name: string }> = oneof(
  {
    weight: 12,
    arbitrary: tuple(relay, nat(5), fault).map(([at, which, how]) =>
      named(`step ${at} ${which} ${how}`, (bench) => bench.relays[at]?.step(which, how)),
    ),
  },
  {
    weight: 3,
    arbitrary: tuple(relay, run).map(([at, which]) => named(`begin ${which} at ${at}`, (bench) => bench.relays[at]?.begin(which))),
  },
  { weight: 4, arbitrary: relay.map((at) => named(`tick ${at}`, (bench) => bench.relays[at]?.tick())) },
  { weight: 3, arbitrary: constant(named('leases run out', (bench) => bench.passLeases())) },
  { weight: 1, arbitrary: nat(20).map((which) => named(`old lease ${which}`, (bench) => bench.leaveOldLease(which))) },
  { weight: 1, arbitrary: relay.map((at) => named(`kill ${at}`, (bench) => bench.relays[at]?.restart())) },
  { weight: 2, arbitrary: relay.map((at) => named(`pause or wake ${at}`, (bench) => flip(bench.relays[at], 'isPaused'))) },
  { weight: 2, arbitrary: relay.map((at) => named(`cut or join ${at}`, (bench) => flip(bench.relays[at], 'isCut'))) },
  {
    weight: 1,
    arbitrary: tuple(relay, run).map(([at, which]) => named(`cancel ${which} at ${at}`, (bench) => bench.relays[at]?.cancel(which))),
  },
)

function named(name: string, play: Act): Act & { readonly name: string } {
  return Object.defineProperties(play, { name: { value: name }, [toStringMethod]: { value: () => name } })
}

function flip(one: BenchRelay | undefined, what: 'isPaused' | 'isCut'): void {
  if (one) one[what] = !one[what]
}

/** All relays live and reach Redis, and time passes, until nothing is left to do. */
async function comeToRest(bench: Bench): Promise<void> {
  for (const one of bench.relays) Object.assign(one, { isPaused: false, isCut: false })
  for (let round = 0; round < 100; round++) {
    for (const one of bench.relays) await one.tick()
    for (const one of bench.relays) await one.finish()
    if ((await bench.leases()).length === 0) return
    await bench.passLeases()
  }
  throw new Error('Some lease is held for ever.')
}

describe.skipIf(NO_REDIS !== null)('a fleet under any schedule', () => {
  const redis = useRedis()

  test('every run has one end, nothing is lost or doubled, and who lost a run writes nothing more', { timeout: 120_000 }, async () => {
    await assert(
      asyncProperty(array(act, { minLength: 20, maxLength: 80 }), async (acts) => {
        const bench = new Bench(redis.client, redis.prefix())
        try {
          // Every schedule has its runs, wherever they begin.
          for (let each = 0; each < RUNS; each++) {
            bench.relays[each]?.begin(each)
            await bench.relays[each]?.step(0, 'none')
          }
          for (const play of acts) await play(bench)
          await comeToRest(bench)
          await check(bench)
        } finally {
          await bench.close()
        }
      }),
      { numRuns: Number(process.env.FLEET_SCHEDULES ?? 100) },
    )
  })
})

async function check(bench: Bench): Promise<void> {
  const { messages, pendingRuns } = await bench.read()
  expect(pendingRuns).toBe(0)
  for (let each = 0; each < RUNS; each++) {
    const own = messages.filter(({ runId }) => runId === `run ${each}`)
    expect(own.map(({ ends }) => ends)).toEqual([...own.slice(1).map(() => false), true])
    const end = own.at(-1)?.text ?? ''
    const isMadeByRelay = end === CANCELLED || end.includes('relay-lost')
    const sent = own.slice(0, isMadeByRelay ? -1 : undefined).map(({ text }) => text)
    // Of each attempt the first so many messages, each once and in order; attempts one after the other.
    const attempts = [...new Set(sent.map((text) => Number(text.split(' ')[1])))]
    expect(attempts).toEqual(attempts.toSorted((one, other) => one - other))
    const inOrder = attempts.flatMap((attempt) => {
      const count = sent.filter((text) => text.startsWith(`${each} ${attempt} `)).length
      return Array.from({ length: count }, (_, message) => textOf(each, attempt, message))
    })
    expect(sent).toEqual(inOrder)
    if (!isMadeByRelay) expect(end).toBe(textOf(each, attempts.at(-1) ?? 0, MESSAGES - 1))
    if (each !== RESTARTABLE) expect(bench.joins[each]).toBeLessThanOrEqual(1)
    if (bench.cancelledBefore.has(each)) expect([bench.joins[each], end]).toEqual([0, CANCELLED])
  }
  const texts = messages.map(({ text }) => text)
  expect(bench.kept.filter((text) => !texts.includes(text))).toEqual([])
}
