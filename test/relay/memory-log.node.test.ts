import { expect, test } from 'vitest'
import { createMemoryLog } from '../../src/relay/index.ts'
import type { RunLog, SessionKey } from '../../src/relay/index.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { testRunLog } from './run-log-contract.ts'

testRunLog(async () => {
  const clock = createManualClock()
  return {
    clock,
    log: createMemoryLog({ clock, generation: 'g', maxRunsPerSession: 3, maxRunsPerClient: 4, maxSessionLength: 1_000, ttlMs: 60_000 }),
  }
})

const keyOf = (session: string, client?: string): SessionKey => ({ app: 'demo', session, ...(client === undefined ? {} : { client }) })
const WHOLE = { after: '', maxLength: 1_000_000, waitMs: 0 }

async function endOf(log: RunLog, key: SessionKey): Promise<string> {
  const page = await log.read(key, WHOLE)
  return page.kind === 'page' ? (page.messages.at(-1)?.text ?? '') : page.kind
}

test('makes room for a new session by one that owes nothing, then by an unread end, never by a run that goes on', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxSessions: 3 })
  for (const session of ['going', 'unread', 'delivered']) await log.begin(keyOf(session), session)
  expect(await log.begin(keyOf('s4'), 'd')).toEqual({ kind: 'refused', reason: 'too-many-sessions' })
  for (const runId of ['unread', 'delivered']) await log.append(keyOf(runId), { runId, text: '1', ends: true })
  await log.markDelivered(keyOf('delivered'), 'delivered')
  expect(await log.begin(keyOf('s4'), 'd')).toEqual({ kind: 'begun' })
  const kinds = async (): Promise<unknown> =>
    Promise.all(['going', 'unread', 'delivered'].map(async (name) => (await log.open(keyOf(name))).kind))
  expect(await kinds()).toEqual(['open', 'open', 'unknown'])
  expect(await log.begin(keyOf('s5'), 'e')).toEqual({ kind: 'begun' })
  expect(await kinds()).toEqual(['open', 'unknown', 'unknown'])
  expect(await log.begin(keyOf('s6'), 'f')).toEqual({ kind: 'refused', reason: 'too-many-sessions' })
})

test('takes the unread end of the client with most sessions', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxSessions: 3 })
  for (const [session, client] of [
    ['s1', 'few'],
    ['s2', 'many'],
    ['s3', 'many'],
  ] as const) {
    await log.begin(keyOf(session, client), 'a')
    await log.append(keyOf(session, client), { runId: 'a', text: '1', ends: true })
  }
  await log.begin(keyOf('s4', 'new'), 'a')
  expect([await endOf(log, keyOf('s1')), await endOf(log, keyOf('s2')), await endOf(log, keyOf('s3'))]).toEqual(['1', 'unknown', '1'])
})

test('forgets the own sessions of a client that has as many as it may, and refuses only where all go on', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxSessionsPerClient: 2 })
  await log.begin(keyOf('other', 'other'), 'a')
  await log.append(keyOf('other', 'other'), { runId: 'a', text: '1', ends: true })
  for (const session of ['s1', 's2']) await log.begin(keyOf(session, 'own'), 'a')
  expect(await log.begin(keyOf('s3', 'own'), 'a')).toEqual({ kind: 'refused', reason: 'too-many-sessions-of-client' })
  await log.append(keyOf('s1', 'own'), { runId: 'a', text: '1', ends: true })
  expect(await log.begin(keyOf('s3', 'own'), 'a')).toEqual({ kind: 'begun' })
  expect([await endOf(log, keyOf('s1')), await endOf(log, keyOf('other'))]).toEqual(['unknown', '1'])
})

test('a reader goes on in a session that was forgotten and begun again', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxSessions: 1 })
  const send = async (session: string, texts: readonly string[]): Promise<void> => {
    await log.begin(keyOf(session), session)
    for (const [index, text] of texts.entries())
      await log.append(keyOf(session), { runId: session, text, ends: index === texts.length - 1 })
  }
  await send('s1', ['1', '2', '3'])
  const first = await log.read(keyOf('s1'), WHOLE)
  await log.markDelivered(keyOf('s1'), 's1')
  await send('s2', ['x'])
  await log.markDelivered(keyOf('s2'), 's2')
  await send('s1', ['4', '5', '6'])
  const second = await log.read(keyOf('s1'), { ...WHOLE, after: first.kind === 'page' ? first.next : '' })
  if (first.kind !== 'page' || second.kind !== 'page') throw new Error('There is no page.')
  expect(second.messages.map(({ text }) => text)).toEqual(['4', '5', '6'])
  // A client takes no id twice.
  expect(new Set([...first.messages, ...second.messages].map(({ id }) => id)).size).toBe(6)
})

test('bounds what all sessions hold together', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxLength: 1_000 })
  const [first, second] = [keyOf('s1'), keyOf('s2')]
  await log.begin(first, 'a')
  await log.begin(second, 'b')
  await log.append(first, { runId: 'a', text: 'x'.repeat(800), ends: false })
  // Each has an equal part: the larger one is full, the other goes on.
  expect((await log.append(second, { runId: 'b', text: 'y'.repeat(300), ends: false })).kind).toBe('appended')
  expect(await log.append(second, { runId: 'b', text: 'y'.repeat(300), ends: false })).toEqual({ kind: 'full', over: 'all' })
  expect(await log.append(first, { runId: 'a', text: 'x'.repeat(100), ends: false })).toEqual({ kind: 'full', over: 'all' })
  await log.append(first, { runId: 'a', text: '!', ends: true })
  await log.markDelivered(first, 'a')
  expect((await log.append(second, { runId: 'b', text: 'y'.repeat(300), ends: false })).kind).toBe('appended')
})

test.each([
  ['twelve sessions', (index: number) => `greedy${index}`],
  ['one session', () => 'greedy'],
])('a dozen unread results in %s of one client end nobody else’s run', async (_name, sessionOf) => {
  const log = createMemoryLog({
    clock: createManualClock(),
    generation: 'g',
    maxRunLength: 64_000,
    maxLength: 512_000,
    maxLengthPerClient: Infinity,
  })
  const other = keyOf('other', 'other')
  await log.begin(other, 'b')
  await log.append(other, { runId: 'b', text: 'y'.repeat(30_000), ends: false })
  for (let index = 0; index < 12; index += 1) {
    const key = keyOf(sessionOf(index), 'greedy')
    await log.begin(key, `a${index}`)
    expect((await log.append(key, { runId: `a${index}`, text: 'x'.repeat(60_000), ends: false })).kind).toBe('appended')
    await log.append(key, { runId: `a${index}`, text: '!', ends: true })
  }
  for (let step = 0; step < 5; step += 1)
    expect((await log.append(other, { runId: 'b', text: 'y'.repeat(6_000), ends: false })).kind).toBe('appended')
  expect((await log.append(other, { runId: 'b', text: 'end', ends: true })).kind).toBe('appended')
  expect(await endOf(log, other)).toBe('end')
  // The oldest were let go, and their reader is told.
  const endsOf = async (index: number): Promise<string[]> => {
    const page = await log.read(keyOf(sessionOf(index)), WHOLE)
    if (page.kind !== 'page') throw new Error(page.kind)
    return page.messages.filter(({ runId, ends }) => runId === `a${index}` && ends).map(({ text }) => text)
  }
  expect((await endsOf(0)).map((text) => JSON.parse(text))).toEqual([
    {
      msg: 'process_completed',
      event_id: 'a0',
      output: { error: expect.stringContaining('Nobody had read its messages when the relay needed their room') },
      success: false,
      title: null,
      code: 'resume-expired',
    },
  ])
  expect(await endsOf(11)).toEqual(['!'])
})

test('runs of a client that go on take nothing more above its part, and others do', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxLength: 512_000, maxLengthPerClient: Infinity })
  const other = keyOf('other', 'other')
  await log.begin(other, 'b')
  const kinds: string[] = []
  for (let index = 0; index < 12; index += 1) {
    const key = keyOf(`s${index}`, 'greedy')
    await log.begin(key, `a${index}`)
    kinds.push((await log.append(key, { runId: `a${index}`, text: 'x'.repeat(60_000), ends: false })).kind)
  }
  expect(kinds).toEqual([...Array<string>(8).fill('appended'), ...Array<string>(4).fill('full')])
  expect((await log.append(other, { runId: 'b', text: 'y'.repeat(200_000), ends: false })).kind).toBe('appended')
})

test('above its own limit a client loses its own unread results first', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxLengthPerClient: 100_000 })
  const [first, second, other] = [keyOf('s1', 'own'), keyOf('s2', 'own'), keyOf('s3', 'other')]
  for (const key of [first, second, other]) await log.begin(key, 'a')
  for (const key of [first, other]) await log.append(key, { runId: 'a', text: 'x'.repeat(60_000), ends: true })
  expect((await log.append(second, { runId: 'a', text: 'x'.repeat(60_000), ends: false })).kind).toBe('appended')
  expect(await endOf(log, first)).toContain('resume-expired')
  expect((await endOf(log, other)).length).toBe(60_000)
  expect(await log.append(second, { runId: 'a', text: 'x'.repeat(60_000), ends: false })).toEqual({ kind: 'full', over: 'client' })
})

test('what was let go makes room once, and a run that goes on keeps its messages', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxLength: 100_000 })
  const key = keyOf('s1')
  for (const runId of ['a', 'b']) await log.begin(key, runId)
  await log.append(key, { runId: 'b', text: '{"n":1}', ends: false })
  await log.append(key, { runId: 'a', text: 'x'.repeat(60_000), ends: true })
  await log.append(key, { runId: 'b', text: 'y'.repeat(60_000), ends: false })
  expect(await log.append(key, { runId: 'b', text: 'y'.repeat(60_000), ends: false })).toEqual({ kind: 'full', over: 'all' })
  await log.append(key, { runId: 'b', text: '!', ends: true })
  const page = await log.read(key, WHOLE)
  expect(page.kind === 'page' && page.messages.map(({ runId, text, ends }) => [runId, text.length, ends])).toEqual([
    ['b', 7, false],
    ['a', expect.any(Number), true],
    ['b', 60_000, false],
    ['b', 1, true],
  ])
})
