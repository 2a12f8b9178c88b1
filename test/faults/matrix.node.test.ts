/**
 * The fault matrix: every fault at every moment, on every route. Each cell is a run on a manual clock, and must end,
 * correctly and once. What a user saw of it is written to `docs/fault-matrix.md`, which the last test compares (`vitest
 * -u` writes it).
 */
import { expect, test } from 'vitest'
import type { Connection } from '../../src/client/connection/connection-state.ts'
import type { RunEvent, WaitingState } from '../../src/client/run/run-event.ts'
import type { SettledState } from '../../src/client/run/run-state.ts'
import { CELLS } from './matrix-cells.ts'
import type { Cell } from './matrix-cells.ts'
import { scenarioFor, WORDS } from './matrix-faults.ts'
import type { Moment, Protocol } from './matrix-faults.ts'
import { describeMatrix } from './matrix-table.ts'
import { hasJoin } from './older-call.ts'
import { createWorld, playToEnd } from './world.ts'
import type { Way } from './world.ts'

export interface Observed {
  readonly state: SettledState
  readonly tookMs: number
  readonly connections: readonly Connection[]
  /** How often the join was sent again, by reason. */
  readonly waits: readonly WaitingState[]
  readonly values: readonly unknown[]
  readonly startedCount: number
  readonly timersLeft: number
  readonly streamsLeft: number
}

const observed = new Map<Cell, Promise<Observed>>()

/** Plays a cell once, for the first caller. */
function observe(cell: Cell): Promise<Observed> {
  const known = observed.get(cell) ?? play(cell)
  observed.set(cell, known)
  return known
}

async function play({ fault, moment, way, protocol }: Cell): Promise<Observed> {
  const older = protocol === 'sse_v3' ? {} : { protocol }
  // Gradio 3 has no heartbeat: nothing else ends a run whose socket has fallen silent.
  const limits = protocol === 'ws' && way === 'direct' ? { runTimeoutMs: 60_000 } : {}
  const world = await createWorld(way, scenarioFor(fault, moment), { ...older, ...limits })
  const { clock, network, upstream } = world
  const rule = fault.rule?.(world, moment) ?? {}
  if (fault.isUpstream) upstream.rule = rule
  else network.rule = rule
  const run = world.client.submit(world.app, '/run')
  const connections: Connection[] = []
  const values: unknown[] = []
  const waits: WaitingState[] = []
  run.subscribe(() => connections.push(run.getSnapshot().connection))
  run.observe((event: RunEvent) => {
    if (event.type === 'waiting' && event.waiting?.nextRetryAt) waits.push(event.waiting)
    if (event.type === 'output' || event.type === 'succeeded') values.push(event.data[0])
  })
  const tookMs = await playToEnd(clock, run)
  const state = await run.settled
  await clock.advance(5000)
  const found: Observed = {
    state,
    tookMs,
    connections,
    waits,
    values,
    startedCount: world.startedCount(),
    timersLeft: world.clientTimerCount(),
    streamsLeft: world.openStreamCount(),
  }
  await world.close()
  return found
}

test.each(CELLS.map((cell) => ({ ...cell, cell, name: cell.fault.name })))(
  '$protocol, $way, $name, $moment: the run ends truly, once, and nothing is left behind',
  async ({ cell }) => {
    const { state, values, startedCount, timersLeft, streamsLeft } = await observe(cell)
    expect(endOf(state)).toBe(promised(cell))
    expect(startedCount).toBeLessThanOrEqual(1)
    expect(timersLeft).toBe(0)
    expect(streamsLeft).toBe(0)
    if (state.status !== 'succeeded') return expect(WORDS.slice(0, values.length)).toEqual(values)
    expect(startedCount).toBe(1)
    expect(values).toEqual([...WORDS, WORDS.at(-1)])
    expect(state.logs.map(({ message }) => message)).toEqual(['halfway'])
    expect(state.invalidMessageCount).toBe(cell.fault.name === 'malformed JSON' ? 1 : 0)
  },
)

test('docs/fault-matrix.md says what was observed', async () => {
  const all = []
  for (const cell of CELLS) all.push({ ...cell, ...(await observe(cell)) })
  await expect(describeMatrix(all)).toMatchFileSnapshot('../../docs/fault-matrix.md')
})

function endOf(state: SettledState): string {
  return state.status === 'failed' ? state.error.code : state.status
}

/** The promise behind each cell, as rules: the table can be regenerated, these cannot. */
function promised({ fault, moment, way, protocol }: Cell): string {
  const { name } = fault
  const isOneConnection = protocol !== 'sse_v3' && !hasJoin(protocol)
  if (name === 'answer to the inputs lost') return 'succeeded'
  if (name === 'inputs refused') return 'join-refused'
  if (moment === 'before join') {
    if (isOneConnection && way === 'direct') return promisedAtOpening(name, protocol)
    // The relay has answered the join before it opens the connection of such a call, and then gets no answer.
    if (isOneConnection && fault.isUpstream) return 'app-unreachable'
    return promisedBeforeJoin(name, way)
  }
  if (name === 'malformed JSON' || name === 'unknown msg') return 'succeeded'
  // The app forgets a run whose reader is gone, and the relay is its reader.
  if (fault.isUpstream) return 'connection-lost'
  if (way === 'direct' && isOneConnection) return name !== 'stall' ? 'connection-lost' : protocol === 'ws' ? 'run-timeout' : 'idle-timeout'
  if (way === 'direct') return promisedDirect(name, moment)
  // The relay's memory is the only place where the run was.
  return name === '404' || name === 'server restart' ? 'session-unknown' : 'succeeded'
}

/** Where one connection is join and stream: what it ends in that is not opened. */
function promisedAtOpening(name: string, protocol: Protocol): string {
  if (name === 'join never answered') return 'connection-timeout'
  // An app of `sse` does not wait for inputs that long.
  if (name === 'join answered late') return protocol === 'ws' ? 'succeeded' : 'connection-lost'
  if (name === 'wrong content type') return 'connection-refused'
  if (name === 'HTML') return 'login-required'
  // A socket does not say why it is not opened.
  if (protocol === 'ws' || !['503', '429', '404'].includes(name)) return 'app-unreachable'
  return name === '429' ? 'succeeded' : 'join-refused'
}

/** Through the relay an unanswered join is repeated. A direct one is not, since it may have begun a run. */
function promisedBeforeJoin(name: string, way: Way): string {
  if (name === 'join answered late' || name === 'wrong content type') return 'succeeded'
  // Refused for now, and asked again: nothing has begun.
  if (name === '429') return 'succeeded'
  if (name === 'app restart behind the relay') return 'app-unreachable'
  if (name === '404') return 'join-refused'
  if (way !== 'direct') return 'succeeded'
  if (name === 'stall' || name === 'join never answered') return 'join-timeout'
  if (name === 'HTML') return 'login-required'
  const isUnanswered = ['reset', 'cut mid-line', 'server restart', 'join answer lost'].includes(name)
  return isUnanswered ? 'app-unreachable' : 'join-refused'
}

/** A direct stream that was open takes its run with it; one that has not been opened yet can be tried again. */
function promisedDirect(name: string, moment: Moment): string {
  if (name === 'stall') return 'idle-timeout'
  if (moment !== 'joined') return 'connection-lost'
  if (name === '503' || name === '429') return 'succeeded'
  if (name === 'HTML') return 'login-required'
  return ['404', 'wrong content type'].includes(name) ? 'connection-refused' : 'connection-lost'
}
