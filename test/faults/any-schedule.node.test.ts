/**
 * Exactly once: with any faults of the connection, a run ends in the same state, by the same events, as without faults.
 * Every run was captured from a real Gradio. `FAULT_RUNS` sets the number of schedules (`FAULT_BYTES=all`: every byte
 * of every capture).
 */
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { wait } from '../../src/client/kit/wait.ts'
import type { Clock } from '../../src/client/kit/clock.ts'
import { connectWithFetchEventSource } from '../../src/client/connection/stream/fetch-event-source-connector.ts'
import { connectWithParser } from '../../src/client/connection/stream/parser-connector.ts'
import { REPLAYED, replay, replayedRuns } from './captured-world.ts'
import type { ReplayedRun } from './captured-world.ts'
import { noAnswer } from './faulty-network.ts'
import type { Ending, FaultRule, Route } from './faulty-network.ts'

const numRuns = Number(process.env.FAULT_RUNS ?? 150)
const isExhaustive = process.env.FAULT_BYTES === 'all'
const all = REPLAYED.flatMap((version) => replayedRuns(version))
/** In short runs a value, a failure after values, and edits of nested lists, each of another version. */
const oneOfEach = ['4 echo', '5 fail_midway', '6 stream_table']
const cutByByte = isExhaustive ? all : all.filter(({ version, capture }) => oneOfEach.includes(`${version} ${capture}`))
/** Every byte of the streams; of the other two ways short runs try some. */
const ways = [
  { way: 'stream', transport: connectWithParser, step: 1 },
  { way: "stream by the browser's connector", transport: connectWithFetchEventSource, step: 5 },
  { way: 'polling', transport: 'polling', step: 23 },
] as const

// All that fetch-event-source asks of a browser, with `openWhenHidden` and without its own retry.
vi.stubGlobal('window', globalThis)
vi.stubGlobal('document', new EventTarget())

test('there are captures to play', () => {
  expect(all.length).toBeGreaterThan(100)
})

test.each(all)('$title: stream and polling end in the same state', async (run) => {
  const [byStream, byPolls] = [await replay([run]), await replay([run], { transport: 'polling' })]
  expect(byPolls.states).toEqual(byStream.states)
  expect(byPolls.events).toEqual(byStream.events)
  expect([byStream.startedCounts, byPolls.startedCounts]).toEqual([[1], [1]])
})

describe.each(cutByByte)('$title', (run) => {
  test.each(ways)('ends in the same state wherever its messages are cut, by $way', { timeout: 600_000 }, async ({ transport, step }) => {
    const options = { transport, speed: Infinity }
    const lengths: number[] = []
    const measure: FaultRule = { cut: (route, { length }) => (isOfMessages(route) && lengths.push(length), null) }
    const undisturbed = await replay([run], { ...options, rule: measure })
    for (let keep = 0; keep < Math.max(...lengths); keep += isExhaustive ? 1 : step) {
      const disturbed = await replay([run], { ...options, rule: cutEachOnce(keep, keep % 2 === 0 ? 'reset' : 'end') })
      expect({ keep, ...disturbed, sent: [] }).toEqual({ keep, ...undisturbed, sent: [] })
    }
  })
})

function isOfMessages(route: Route): boolean {
  return route === 'data' || route === 'poll'
}

/** Cuts every message that is long enough after so many of its bytes, the first time it comes. */
function cutEachOnce(keep: number, ending: Ending): FaultRule {
  const met = new Set<string>()
  return {
    cut(route, piece, text) {
      if (!isOfMessages(route) || keep >= piece.length || met.has(text)) return null
      met.add(text)
      return { keep, ending }
    },
  }
}

/** What happens to one request for messages. */
type Strike =
  | { kind: 'none' }
  | { kind: 'cut'; pieces: number; part: number; ending: Ending }
  | { kind: 'answer'; how: 'no answer' | '500' | '503' | '429' | 'html' | 'empty' | 'closed' | 'refused' }

const strike: fc.Arbitrary<Strike> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: 'none' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('cut' as const),
      pieces: fc.nat(8),
      part: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      ending: fc.constantFrom<Ending>('reset', 'end', 'stall'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      how: fc.constantFrom('no answer' as const, '500', '503', '429', 'html', 'empty', 'closed', 'refused'),
    }),
  },
)

function answerOf(how: Extract<Strike, { kind: 'answer' }>['how'], isStream: boolean): Response | Error | undefined {
  switch (how) {
    case 'no answer':
      return noAnswer()
    case '500':
    case '503':
      return new Response('away', { status: Number(how) })
    case '429':
      return new Response('', { status: 429, headers: { 'retry-after': '3' } })
    case 'html':
      return new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })
    case 'empty':
      return new Response('', { headers: { 'content-type': isStream ? 'text/event-stream' : 'application/json' } })
    case 'closed':
      return isStream
        ? new Response('data: {"msg":"close_stream","event_id":null}\n\n', { headers: { 'content-type': 'text/event-stream' } })
        : undefined
    case 'refused':
      // A poll that is refused has nothing left to turn to.
      return isStream ? new Response('', { status: 405 }) : undefined
    default:
      return how satisfies never
  }
}

/** What happens to one join. `isTaken`: the relay gets it. */
type JoinStrike =
  | { kind: 'none' }
  | { kind: 'lost'; isTaken: boolean; how: 'no answer' | '502' | '503' | 'html' | 'never' }
  | { kind: 'late'; delayMs: number }
  | { kind: 'cut'; part: number; ending: Ending }

const joinStrike: fc.Arbitrary<JoinStrike> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({
    kind: fc.constant('lost' as const),
    isTaken: fc.boolean(),
    how: fc.constantFrom('no answer' as const, '502', '503', 'html', 'never'),
  }),
  fc.record({ kind: fc.constant('late' as const), delayMs: fc.nat(40_000) }),
  fc.record({
    kind: fc.constant('cut' as const),
    part: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    ending: fc.constantFrom<Ending>('reset', 'end', 'stall'),
  }),
)

async function strikeJoin(now: JoinStrike, pass: () => Promise<Response>, clock: Clock): Promise<Response | Error> {
  if (now.kind !== 'lost') {
    const response = await pass()
    if (now.kind === 'late') await wait(clock, now.delayMs)
    return response
  }
  if (now.isTaken) await pass()
  switch (now.how) {
    case 'no answer':
      return noAnswer()
    case '502':
    case '503':
      return new Response('away', { status: Number(now.how), headers: { 'retry-after': '2' } })
    case 'html':
      return new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })
    case 'never':
      return new Promise<Response>(() => {})
    default:
      return now.how satisfies never
  }
}

/** The n-th request for messages meets the n-th strike, and the n-th join its own; after the last all is well. */
function scheduled(strikes: readonly Strike[], joinStrikes: readonly JoinStrike[], clock: Clock): FaultRule {
  let asked = -1
  let joins = -1
  let pieces = 0
  const cuts: Extract<JoinStrike, { kind: 'cut' }>[] = []
  return {
    answer(route, pass) {
      if (route === 'join') {
        const now = joinStrikes[(joins += 1)]
        if (now?.kind === 'cut') cuts.push(now)
        return now && strikeJoin(now, pass, clock)
      }
      if (!isOfMessages(route)) return undefined
      asked += 1
      pieces = 0
      const now = strikes[asked]
      return now?.kind === 'answer' ? answerOf(now.how, route === 'data') : undefined
    },
    cut(route, piece) {
      if (route === 'join') {
        // Answers to joins that go on side by side may change places: each cut meets one of them.
        const cut = cuts.shift()
        return cut ? { keep: Math.floor(cut.part * piece.length), ending: cut.ending } : null
      }
      const now = strikes[asked]
      if (now?.kind !== 'cut' || !isOfMessages(route)) return null
      pieces += 1
      return route === 'poll' || pieces > now.pieces ? { keep: Math.floor(now.part * piece.length), ending: now.ending } : null
    },
  }
}

/** Up to three runs of one version, each of another endpoint. */
const sideBySide: fc.Arbitrary<ReplayedRun[]> = fc.constantFrom(...REPLAYED).chain((version) =>
  fc.uniqueArray(fc.constantFrom(...all.filter((run) => run.version === version)), {
    selector: ({ fnIndex }) => fnIndex,
    minLength: 1,
    maxLength: 3,
  }),
)

test('any schedule of faults ends in the states, by the events, of no faults at all', { timeout: 600_000 }, async () => {
  const schedules = fc.record({
    runs: sideBySide,
    strikes: fc.array(strike, { maxLength: 12 }),
    // A join is sent nine times at most.
    joinStrikes: fc.array(joinStrike, { maxLength: 8 }),
    way: fc.constantFrom(...ways),
    speed: fc.constantFrom(1, 20, Infinity),
  })
  let strikesMet = 0
  await fc.assert(
    fc.asyncProperty(schedules, async ({ runs, strikes, joinStrikes, way: { transport }, speed }) => {
      const undisturbed = await replay(runs, { speed })
      const disturbed = await replay(runs, { rule: (clock) => scheduled(strikes, joinStrikes, clock), transport, speed })
      strikesMet += Math.min(strikes.length, disturbed.sent.length)
      expect(disturbed.states).toEqual(undisturbed.states)
      expect(disturbed.events).toEqual(undisturbed.events)
      expect(disturbed.startedCounts).toEqual(runs.map(() => 1))
    }),
    { numRuns, seed: 4, endOnFailure: process.env.CI !== undefined },
  )
  expect(strikesMet).toBeGreaterThan(numRuns)
})
