/** What every `RunLog` must do. A suite of an implementation calls this with a way to make an empty one. */
import { expect, test } from 'vitest'
import type { ManualClock } from '../../src/testing/manual-clock.ts'
import type { LogPage, RunLog, SessionKey } from '../../src/relay/index.ts'

/**
 * An empty log with room for 3 pending runs and 1,000 characters a session, 4 pending runs a client, and a time to live
 * of 60 s.
 */
export type LogFactory = () => Promise<{ log: RunLog; clock: ManualClock }>

const KEY: SessionKey = { app: 'demo', session: 's1' }
/** The end of a run that succeeded: it has its values. */
const SUCCESS = JSON.stringify({ msg: 'process_completed', output: { data: ['x'] }, success: true })
const WHOLE = { after: '', maxLength: 1_000_000, waitMs: 0 }

/** `isCaller`: it is the relay's own, over another log: it repeats calls, and ends a run that is full. */
export function testRunLog(create: LogFactory, { isCaller = false } = {}): void {
  if (!isCaller) {
    testFullRun(create)
    testRepeatedCalls(create)
  }

  test('keeps messages in order and reads on after an id', async () => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    for (const text of ['1', '2', '3']) await log.append(KEY, { runId: 'a', text, ends: text === '3' })
    const all = pageOf(await log.read(KEY, WHOLE))
    expect(texts(all)).toEqual(['1', '2', '3'])
    expect(all).toMatchObject({ pendingRuns: 0, atEnd: true })
    const rest = pageOf(await log.read(KEY, { ...WHOLE, after: all.messages[0]?.id ?? '' }))
    expect(texts(rest)).toEqual(['2', '3'])
    expect(rest.next).toBe(all.next)
  })

  test('ends a page at the length asked for, but never without a message', async () => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    for (const text of ['11111', '22222', '33333']) await log.append(KEY, { runId: 'a', text, ends: false })
    const page = pageOf(await log.read(KEY, { ...WHOLE, maxLength: 6 }))
    expect(texts(page)).toEqual(['11111', '22222'])
    expect(page.atEnd).toBe(false)
    expect(texts(pageOf(await log.read(KEY, { ...WHOLE, maxLength: 1, after: page.next })))).toEqual(['33333'])
  })

  test('keeps the cursor where there is nothing new', async () => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    expect(pageOf(await log.read(KEY, WHOLE)).next).toBe('')
    await log.append(KEY, { runId: 'a', text: '1', ends: true })
    const { next } = pageOf(await log.read(KEY, WHOLE))
    expect(pageOf(await log.read(KEY, { ...WHOLE, after: next }))).toMatchObject({ messages: [], next })
  })

  test('keeps apart what is not the same session of the same app', async () => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    await log.append(KEY, { runId: 'a', text: '1', ends: false })
    expect((await log.read({ ...KEY, app: 'other' }, WHOLE)).kind).toBe('unknown')
    expect((await log.read({ ...KEY, session: 's2' }, WHOLE)).kind).toBe('unknown')
  })

  test('wakes a waiting reader on a message', async () => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    const read = log.read(KEY, { ...WHOLE, waitMs: 15_000 })
    await log.append(KEY, { runId: 'a', text: '1', ends: false })
    expect(texts(pageOf(await read))).toEqual(['1'])
  })

  test('gives a waiting reader an empty page when the wait is over', async () => {
    const { log, clock } = await create()
    await log.begin(KEY, 'a')
    const read = log.read(KEY, { ...WHOLE, waitMs: 15_000 })
    await clock.advance(15_000)
    expect(pageOf(await read)).toMatchObject({ messages: [], pendingRuns: 1 })
  })

  test('ends a wait on the signal and leaves no timer', async () => {
    const { log, clock } = await create()
    await log.begin(KEY, 'a')
    const stop = new AbortController()
    const read = log.read(KEY, { ...WHOLE, waitMs: 15_000, signal: stop.signal })
    await clock.settle()
    stop.abort()
    expect(pageOf(await read).messages).toEqual([])
    expect(clock.pendingCount).toBe(0)
  })

  test('ends a wait when the only pending run is abandoned', async () => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    const read = log.read(KEY, { ...WHOLE, waitMs: 15_000 })
    await log.abandon(KEY, 'a')
    expect(pageOf(await read)).toMatchObject({ messages: [], pendingRuns: 0 })
  })

  test('does not wait where no run is pending', async () => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    await log.append(KEY, { runId: 'a', text: '1', ends: true })
    const { next } = pageOf(await log.read(KEY, WHOLE))
    expect(pageOf(await log.read(KEY, { ...WHOLE, after: next, waitMs: 15_000 })).messages).toEqual([])
  })

  test('takes nothing more for a run that has ended, was abandoned or never began', async () => {
    const { log } = await create()
    for (const run of ['a', 'b']) await log.begin(KEY, run)
    await log.append(KEY, { runId: 'a', text: '1', ends: true })
    await log.abandon(KEY, 'b')
    for (const runId of ['a', 'b', 'c']) {
      expect(await log.append(KEY, { runId, text: 'late', ends: true })).toEqual({ kind: 'ended' })
    }
    expect(texts(pageOf(await log.read(KEY, WHOLE)))).toEqual(['1'])
  })

  test('opens at the first message of the runs whose end nobody was given', async () => {
    const { log } = await create()
    for (const run of ['a', 'b']) await log.begin(KEY, run)
    await log.append(KEY, { runId: 'a', text: 'a1', ends: false })
    await log.append(KEY, { runId: 'b', text: 'b1', ends: false })
    await log.append(KEY, { runId: 'a', text: 'a2', ends: true })
    await log.markDelivered(KEY, 'a')
    const opened = await log.open(KEY)
    if (opened.kind !== 'open') throw new Error('The session is unknown.')
    const page = pageOf(await log.read(KEY, { ...WHOLE, after: opened.after }))
    expect(texts({ messages: page.messages.filter(({ runId }) => !opened.deliveredRuns.has(runId)) })).toEqual(['b1'])
  })

  test('opens at the end when every end was given', async () => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    await log.append(KEY, { runId: 'a', text: '1', ends: true })
    await log.markDelivered(KEY, 'a')
    const opened = await log.open(KEY)
    if (opened.kind !== 'open') throw new Error('The session is unknown.')
    expect(pageOf(await log.read(KEY, { ...WHOLE, after: opened.after })).messages).toEqual([])
  })

  test('does not open a session it does not know', async () => {
    const { log } = await create()
    expect(await log.open(KEY)).toEqual({ kind: 'unknown' })
  })

  test('refuses a run over the limit of pending runs', async () => {
    const { log } = await create()
    for (const run of ['a', 'b', 'c']) expect(await log.begin(KEY, run)).toEqual({ kind: 'begun' })
    expect(await log.begin(KEY, 'd')).toEqual({ kind: 'refused', reason: 'too-many-runs' })
    await log.append(KEY, { runId: 'a', text: '1', ends: true })
    expect(await log.begin(KEY, 'd')).toEqual({ kind: 'begun' })
  })

  test('refuses a run over the limit of pending runs of a client, in any of its sessions', async () => {
    const { log } = await create()
    const of = (session: string): SessionKey => ({ app: 'demo', session, client: 'c' })
    for (const run of ['a', 'b'])
      for (const session of ['s1', 's2']) expect((await log.begin(of(session), run + session)).kind).toBe('begun')
    expect(await log.begin(of('s3'), 'd')).toEqual({ kind: 'refused', reason: 'too-many-runs-of-client' })
    expect(await log.begin(of('s1'), 'as1')).toEqual({ kind: 'known' })
    expect((await log.begin({ ...of('s4'), client: 'other' }, 'd')).kind).toBe('begun')
    await log.abandon(of('s1'), 'as1')
    expect((await log.begin(of('s3'), 'e')).kind).toBe('begun')
    expect((await log.begin(of('s3'), 'f')).kind).toBe('refused')
    await log.append(of('s2'), { runId: 'as2', text: '1', ends: true })
    expect((await log.begin(of('s3'), 'f')).kind).toBe('begun')
  })

  test('knows a run that was begun before, going on or ended, also where no more are taken', async () => {
    const { log } = await create()
    for (const run of ['a', 'b', 'c']) await log.begin(KEY, run)
    expect(await log.begin(KEY, 'a')).toEqual({ kind: 'known' })
    await log.append(KEY, { runId: 'a', text: '1', ends: true })
    expect(await log.begin(KEY, 'a')).toEqual({ kind: 'known' })
    expect(await log.append(KEY, { runId: 'a', text: '2', ends: false })).toEqual({ kind: 'ended' })
    expect(pageOf(await log.read(KEY, WHOLE))).toMatchObject({ messages: [{ text: '1' }], pendingRuns: 2 })
    await log.abandon(KEY, 'b')
    expect(await log.begin(KEY, 'b')).toEqual({ kind: 'begun' })
  })

  test('keeps the end of a delivered run longest, which has its values, and gives it to a reader that was behind', async () => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    const first = await log.append(KEY, { runId: 'a', text: 'x'.repeat(400), ends: false })
    await log.append(KEY, { runId: 'a', text: 'x'.repeat(400), ends: false })
    await log.append(KEY, { runId: 'a', text: SUCCESS, ends: true })
    await log.markDelivered(KEY, 'a')
    await log.begin(KEY, 'b')
    expect((await log.append(KEY, { runId: 'b', text: 'y'.repeat(500), ends: false })).kind).toBe('appended')
    expect(texts(pageOf(await log.read(KEY, { ...WHOLE, after: idOf(first) })))).toEqual([SUCCESS, 'y'.repeat(500)])
    expect(texts(pageOf(await log.read(KEY, WHOLE)))).toEqual([SUCCESS, 'y'.repeat(500)])
  })

  test('forgets delivered runs to make room, also between others, and gives a reader that was behind their ends', async () => {
    const { log } = await create()
    for (const runId of ['p', 'a']) await log.begin(KEY, runId)
    await log.append(KEY, { runId: 'p', text: 'p1', ends: false })
    const first = await log.append(KEY, { runId: 'a', text: 'x'.repeat(400), ends: false })
    await log.append(KEY, { runId: 'p', text: 'p2', ends: false })
    const end = await log.append(KEY, { runId: 'a', text: 'x'.repeat(400), ends: true })
    await log.append(KEY, { runId: 'p', text: 'p3', ends: false })
    await log.markDelivered(KEY, 'a')
    expect((await log.append(KEY, { runId: 'p', text: 'y'.repeat(500), ends: false })).kind).toBe('appended')
    const { messages } = pageOf(await log.read(KEY, { ...WHOLE, after: idOf(first) }))
    expect(messages.map(({ runId, ends }) => runId + (ends ? '!' : ''))).toEqual(['p', 'a!', 'p', 'p'])
    expect(messages[1]).toMatchObject({ id: idOf(end), text: expect.stringContaining('resume-expired') })
    expect(texts(pageOf(await log.read(KEY, { ...WHOLE, after: idOf(end) })))).toEqual(['p3', 'y'.repeat(500)])
    expect(pageOf(await log.read(KEY, { ...WHOLE, maxLength: 1, after: messages[0]?.id ?? '' })).next).toBe(idOf(end))
    expect(await log.begin(KEY, 'a')).toEqual({ kind: 'known' })
    const opened = await log.open(KEY)
    expect(opened).toMatchObject({ kind: 'open', deliveredRuns: new Set(['a']) })
  })

  test('forgets old ends of a session that goes on, and a reader of the run that goes on is not told that it is late', async () => {
    const { log, clock } = await create()
    for (const runId of ['p', 'a']) await log.begin(KEY, runId)
    const first = await log.append(KEY, { runId: 'p', text: 'p1', ends: false })
    await log.append(KEY, { runId: 'a', text: SUCCESS, ends: true })
    await clock.advance(61_000)
    await log.expire()
    await log.begin(KEY, 'b')
    await log.append(KEY, { runId: 'p', text: 'p2', ends: false })
    const { messages } = pageOf(await log.read(KEY, { ...WHOLE, after: idOf(first) }))
    expect(messages.map(({ runId, ends }) => runId + (ends ? '!' : ''))).toEqual(['a!', 'p'])
    expect(messages[0]?.text).toContain('resume-expired')
  })

  test('keeps a bounded number of delivered runs, and tells a reader that is further behind than the ends it knows', async () => {
    const { log } = await create()
    await log.begin(KEY, 'p')
    const first = await log.append(KEY, { runId: 'p', text: 'p1', ends: false })
    const runs = 2_500
    for (let index = 0; index < runs; index += 1) {
      await log.begin(KEY, `r${index}`)
      await log.append(KEY, { runId: `r${index}`, text: '1', ends: true })
      await log.markDelivered(KEY, `r${index}`)
    }
    const { messages } = pageOf(await log.read(KEY, WHOLE))
    expect(messages[0]?.text).toBe('p1')
    expect(messages.at(-1)).toMatchObject({ runId: `r${runs - 1}`, text: '1' })
    const kept = messages.filter(({ text }) => text === '1').length
    expect(kept).toBeGreaterThanOrEqual(200)
    expect(kept).toBeLessThanOrEqual(400)
    expect(messages.length).toBeLessThanOrEqual(2_401)
    expect((await log.read(KEY, { ...WHOLE, after: idOf(first) })).kind).toBe('expired')
  })

  test.each(['nonsense', '99999999', 'other-1', '-1', '__proto__'])('calls the cursor %j expired', async (after) => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    await log.append(KEY, { runId: 'a', text: '1', ends: false })
    expect((await log.read(KEY, { ...WHOLE, after })).kind).toBe('expired')
  })

  test('tells when a reader last asked, which a message that is kept does not change', async () => {
    const { log, clock } = await create()
    await log.begin(KEY, 'a')
    expect(await log.readAt?.(KEY)).toBeNull()
    await clock.advance(1_000)
    await log.read(KEY, WHOLE)
    const asked = clock.now()
    await clock.advance(1_000)
    await log.append(KEY, { runId: 'a', text: '1', ends: false })
    expect(await log.readAt?.(KEY)).toBe(asked)
  })

  test('forgets a session that showed no sign of life for the time to live', async () => {
    const { log, clock } = await create()
    await log.begin(KEY, 'a')
    await log.append(KEY, { runId: 'a', text: '1', ends: true })
    await clock.advance(59_000)
    expect((await log.read(KEY, WHOLE)).kind).toBe('page')
    await clock.advance(60_000)
    await log.expire()
    expect((await log.read(KEY, WHOLE)).kind).toBe('unknown')
  })

  test('does not forget a session with a pending run', async () => {
    const { log, clock } = await create()
    await log.begin(KEY, 'a')
    await clock.advance(600_000)
    await log.expire()
    expect((await log.append(KEY, { runId: 'a', text: '1', ends: true })).kind).toBe('appended')
  })

  test('wakes its readers when it closes', async () => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    const read = log.read(KEY, { ...WHOLE, waitMs: 15_000 })
    await log.close()
    expect((await read).kind).toBe('unknown')
  })
}

/** What the relay ends a run for. Part of {@link testRunLog}. */
function testFullRun(create: LogFactory): void {
  test('says a session is full, and still takes the end of its run', async () => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    expect((await log.append(KEY, { runId: 'a', text: 'x'.repeat(900), ends: false })).kind).toBe('appended')
    expect((await log.append(KEY, { runId: 'a', text: 'x'.repeat(200), ends: false })).kind).toBe('full')
    expect((await log.append(KEY, { runId: 'a', text: 'x'.repeat(200), ends: true })).kind).toBe('appended')
  })
}

/** A call that comes twice, since its answer was lost, or late. Part of {@link testRunLog}. */
function testRepeatedCalls(create: LogFactory): void {
  test('keeps a message once however often its position comes, also behind later ones', async () => {
    const { log } = await create()
    await log.begin(KEY, 'a')
    const [first, second] = ['1', '2'].map((text, index) => ({ runId: 'a', text, ends: false, position: index + 1 }))
    if (!first || !second) throw new Error('unreachable')
    expect((await log.append(KEY, first)).kind).toBe('appended')
    expect(await log.append(KEY, first)).toEqual({ kind: 'known' })
    expect((await log.append(KEY, second)).kind).toBe('appended')
    expect(await log.append(KEY, first)).toEqual({ kind: 'known' })
    expect((await log.append(KEY, { runId: 'a', text: '4', ends: true, position: 4 })).kind).toBe('appended')
    expect(await log.append(KEY, { runId: 'a', text: '4', ends: true, position: 4 })).toEqual({ kind: 'known' })
    expect(texts(pageOf(await log.read(KEY, WHOLE)))).toEqual(['1', '2', '4'])
  })

  test('counts positions for each run', async () => {
    const { log } = await create()
    for (const runId of ['a', 'b']) {
      await log.begin(KEY, runId)
      expect((await log.append(KEY, { runId, text: runId, ends: false, position: 1 })).kind).toBe('appended')
    }
    expect(texts(pageOf(await log.read(KEY, WHOLE)))).toEqual(['a', 'b'])
  })

  test('begins again for the call whose answer was lost, and for no other', async () => {
    const { log } = await create()
    expect(await log.begin(KEY, 'a', 'call 1')).toEqual({ kind: 'begun' })
    expect(await log.begin(KEY, 'a', 'call 1')).toEqual({ kind: 'begun' })
    expect(await log.begin(KEY, 'a', 'call 2')).toEqual({ kind: 'known' })
    expect(pageOf(await log.read(KEY, WHOLE)).pendingRuns).toBe(1)
    await log.append(KEY, { runId: 'a', text: '1', ends: false, position: 1 })
    expect(await log.begin(KEY, 'a', 'call 1')).toEqual({ kind: 'known' })
  })
}

function pageOf(page: LogPage): Extract<LogPage, { kind: 'page' }> {
  if (page.kind !== 'page') throw new Error(`The log answered "${page.kind}".`)
  return page
}

function texts({ messages }: { messages: readonly { text: string }[] }): string[] {
  return messages.map(({ text }) => text)
}

function idOf(result: Awaited<ReturnType<RunLog['append']>>): string {
  if (result.kind !== 'appended') throw new Error(`The log answered "${result.kind}".`)
  return result.id
}
