import { expect, test } from 'vitest'
import { createResumeRecord } from '../../../src/client/resume/create-resume-record.ts'
import { MAX_INPUTS_LENGTH, parseResumeRecord } from '../../../src/client/resume/parse-resume-record.ts'
import type { ResumeRecord } from '../../../src/client/resume/resume-record.ts'
import { browserStorage } from '../../../src/client/resume/resume-storage.ts'
import { ENTRY_PREFIX, MAX_RECORDS, ResumeStore } from '../../../src/client/resume/resume-store.ts'
import type { ResumePlace } from '../../../src/client/resume/resume-store.ts'
import type { RunState } from '../../../src/client/run/run-state.ts'
import { createManualClock } from '../../../src/testing/manual-clock.ts'
import { fixtureApp } from '../connection/fake-app.ts'
import { createFakeStorage } from './fake-storage.ts'

const clock = createManualClock()
const HOUR = 3_600_000
const place: ResumePlace = { backendUrl: '/api', app: 'http://app.test', endpoint: '/echo', runKey: null }
const record: ResumeRecord = {
  version: 1,
  apiUrl: 'http://relay.test/apps/demo/gradio_api',
  endpoint: '/echo',
  sessionHash: 'a'.repeat(32),
  eventId: 'e1',
  runId: 'r1',
  inputs: ['hello'],
  startedAt: clock.now(),
  runningAt: null,
  endedAt: null,
}
const app = fixtureApp('relay')
const running: RunState = {
  status: 'running',
  sequence: 3,
  startedAt: 5,
  runningAt: 7,
  eventId: 'e1',
  etaMs: null,
  progress: [],
  logs: [],
  droppedLogCount: 0,
  invalidMessageCount: 0,
  data: null,
  updates: null,
}

test('finds what was kept for the place, and nothing for another', () => {
  const store = new ResumeStore(createFakeStorage(), clock)
  store.save(place, record)
  expect(store.find({ ...place, endpoint: 'echo' })).toEqual(record)
  for (const change of [{ backendUrl: null }, { app: 'http://other.test' }, { endpoint: '/other' }, { runKey: 'b' }]) {
    expect(store.find({ ...place, ...change })).toBeNull()
  }
})

test('forgets the run it is told to, and not the one that took its place', () => {
  const store = new ResumeStore(createFakeStorage(), clock)
  store.save(place, record)
  store.forget(place, 'older')
  expect(store.find(place)).toEqual(record)
  store.forget(place)
  expect(store.find(place)).toBeNull()
})

const spoilt: readonly [string, string][] = [
  ['is no JSON', '{"version":1'],
  ['is null', 'null'],
  ['is of another version', JSON.stringify({ ...record, version: 2 })],
  ['has no session', JSON.stringify({ ...record, sessionHash: undefined })],
  ['has a session with a line break', JSON.stringify({ ...record, sessionHash: 'a\r\nb' })],
  ['has an address that is no URL', JSON.stringify({ ...record, apiUrl: 'javascript:alert(1)' })],
  ['has inputs that are no list', JSON.stringify({ ...record, inputs: { length: 3 } })],
  ['has a time that is none', JSON.stringify({ ...record, startedAt: 'now' })],
  ['is huge', JSON.stringify({ ...record, inputs: ['x'.repeat(100_000)] })],
  ['went on a day ago', JSON.stringify({ ...record, startedAt: clock.now() - 25 * HOUR })],
  ['ended an hour ago', JSON.stringify({ ...record, endedAt: clock.now() - HOUR })],
]
test.each(spoilt)('throws out an entry that %s', (_title, text) => {
  const storage = createFakeStorage()
  const store = new ResumeStore(storage, clock)
  store.save(place, record)
  const name = storage.key(0) ?? ''
  storage.setItem(name, text)
  expect(store.find(place)).toBeNull()
  expect(storage.length).toBe(0)
})

test('keeps the newest twenty and what is not its own', () => {
  const storage = createFakeStorage()
  storage.setItem('somebody else', 'x')
  const store = new ResumeStore(storage, clock)
  for (let index = 0; index < MAX_RECORDS + 5; index += 1) {
    store.save({ ...place, runKey: String(index) }, { ...record, startedAt: clock.now() + index })
  }
  expect(storage.length).toBe(MAX_RECORDS + 1)
  expect([store.find({ ...place, runKey: '4' }), storage.getItem('somebody else')]).toEqual([null, 'x'])
  expect(store.find({ ...place, runKey: '5' })).not.toBeNull()
})

test('does without a storage, and without one that throws', () => {
  const refuse = (): never => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  const broken = { length: 1, key: refuse, getItem: refuse, setItem: refuse, removeItem: refuse }
  for (const storage of [null, broken]) {
    const store = new ResumeStore(storage, clock)
    store.save(place, record)
    store.forget(place)
    expect(store.find(place)).toBeNull()
  }
  expect(browserStorage('local')).toBeNull()
})

const inputs: readonly [string, readonly unknown[], unknown][] = [
  ['plain values', ['a', 1, null, [{ b: true }]], ['a', 1, null, [{ b: true }]]],
  ['too much', ['x'.repeat(MAX_INPUTS_LENGTH)], null],
  ['a file', [new Blob(['x'])], null],
  ['a file deep inside', [{ files: [new Date(0)] }], null],
  ['a seed of 64 bits', [18446744073709551615n], [18446744073709551615n]],
]
test.each(inputs)('keeps inputs only whole: %s', (_title, given, kept) => {
  const run = { id: 'r1', app, endpoint: { ...app.endpoints[0], parameters: [] } as never, inputs: given }
  expect(createResumeRecord(run, running, 'a'.repeat(32))).toMatchObject({ inputs: kept, eventId: 'e1', runningAt: 7, startedAt: 5 })
})

test('keeps no inputs of an endpoint that asks for a password', () => {
  const parameter = {
    name: 'key',
    label: 'Key',
    component: 'textbox',
    schema: {},
    pythonType: '',
    hasDefault: false,
    defaultValue: '',
    exampleValue: '',
  }
  const endpoint = { ...app.endpoints[0], parameters: [{ ...parameter, props: { type: 'password' } }] } as never
  const made = createResumeRecord({ id: 'r1', app, endpoint, inputs: ['secret'] }, running, 'a'.repeat(32))
  expect(JSON.stringify(made)).not.toContain('secret')
})

test('reads what it has written, under a name of its own', () => {
  const storage = createFakeStorage()
  new ResumeStore(storage, clock).save(place, record)
  const name = storage.key(0) ?? ''
  expect(name.startsWith(ENTRY_PREFIX)).toBe(true)
  expect(parseResumeRecord(storage.getItem(name) ?? '', clock.now())).toEqual(record)
})
