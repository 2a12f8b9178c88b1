import { expect, test } from 'vitest'
import type { EndpointDescription, GradioProtocol } from '../../../src/client/protocol/describe/app-description.ts'
import { parseMessage } from '../../../src/client/protocol/gradio-messages.ts'
import { createMessageReader } from '../../../src/client/run/read-messages.ts'

const endpoint: EndpointDescription = {
  name: '/run',
  fnIndex: 0,
  description: null,
  isGenerator: true,
  isStateful: true,
  parameters: [],
  returns: [],
  inputSlots: [],
  outputSlots: [{ kind: 'state' }, { kind: 'value', index: 0 }, { kind: 'value', index: 1 }],
  url: 'http://app.test/call/run',
}

interface Setting extends Partial<EndpointDescription> {
  protocol?: GradioProtocol
  version?: string
}

function readAll(messages: readonly unknown[], { protocol = 'sse_v3', version = '6.31.0', ...more }: Setting = {}) {
  const reader = createMessageReader({ ...endpoint, ...more }, { protocol, version })
  return messages.flatMap((message) => reader.read(parseMessage(typeof message === 'string' ? message : JSON.stringify(message))) ?? [])
}

const step = (...data: unknown[]) => ({ msg: 'process_generating', event_id: 'a', output: { data }, success: true })
const end = (output: object, more: object = {}) => ({ msg: 'process_completed', event_id: 'a', output, success: true, ...more })

test('applies edits to what came before and drops gr.State', () => {
  const events = readAll([step(null, 'a', { n: 1 }), step([], [['append', [], 'b']], []), step([], [], [['replace', ['n'], 2]])])
  expect(events).toMatchObject([{ data: ['a', { n: 1 }] }, { data: ['ab', { n: 1 }] }, { data: ['ab', { n: 2 }] }])
})

test.each<GradioProtocol>(['sse', 'sse_v1'])('takes every step for whole over %s, however much it looks like edits', (protocol) => {
  const events = readAll([step(null, 'a', 1), step(null, [['append', [], 'b']], 2)], { protocol })
  expect(events.at(-1)).toMatchObject({ type: 'output', data: [[['append', [], 'b']], 2] })
})

test('takes the frames of an input stream whole', () => {
  const frame = { ...step(null, 'b', 2), msg: 'process_streaming' }
  expect(readAll([step(null, 'a', 1), frame]).at(-1)).toMatchObject({ type: 'output', data: ['b', 2] })
})

test('takes component updates apart and keeps what earlier ones said', () => {
  const events = readAll([
    step(null, { __type__: 'update', value: 'a', label: 'first' }, 1),
    step(
      [],
      [
        ['delete', ['value'], null],
        ['delete', ['label'], null],
        ['add', ['visible'], false],
      ],
      [],
    ),
    end({ data: [null, { __type__: 'update', value: 'c', __proto__: null }, 1] }),
  ])
  expect(events).toMatchObject([
    { data: ['a', 1], updates: [{ label: 'first' }, null] },
    { data: ['a', 1], updates: [{ label: 'first', visible: false }, null] },
    { type: 'succeeded', data: ['c', 1], updates: [{ label: 'first', visible: false }, null] },
  ])
})

test('says once that an edit failed, keeps that value, goes on with the others and trusts the next whole one', () => {
  const events = readAll([
    step(null, 'a', 'x'),
    step([], [['append', ['nowhere'], 'b']], [['append', [], 'y']]),
    step([], [['append', [], 'c']], [['append', [], 'z']]),
    step([], [['replace', [], 'd']], []),
    step([], [['append', [], 'e']], []),
  ])
  expect(events).toMatchObject([
    { type: 'output', data: ['a', 'x'] },
    { type: 'message-invalid', error: { code: 'message-invalid' } },
    { type: 'output', data: ['a', 'xyz'] },
    { type: 'output', data: ['d', 'xyz'] },
    { type: 'output', data: ['de', 'xyz'] },
  ])
})

test('lets the final value win', () => {
  expect(readAll([step(null, 'a', 1), end({ data: [null, 'other', true] })]).at(-1)).toMatchObject({
    type: 'succeeded',
    data: ['other', true],
  })
})

test('writes null for a value that is missing and ignores one too many', () => {
  expect(readAll([end({ data: [null, 'a'] })])).toMatchObject([{ data: ['a', null] }])
  expect(readAll([end({ data: [null, 'a', 1, 'more'] })])).toMatchObject([{ data: ['a', 1] }])
})

test('says that an answer came from a cache', () => {
  expect(readAll([end({ data: [null, 'a', 1] }, { used_cache: 'full' })])).toMatchObject([{ fromCache: true }])
  expect(readAll([end({ data: [null, 'a', 1] }, { used_cache: null })])).toMatchObject([{ fromCache: false }])
})

test.each<[string, object, boolean, string]>([
  ['a success without data', end({}), true, 'confirmed'],
  ['a success without data of a plain function', end({}), false, 'requested'],
  ['a success whose data is null', end({ data: null }), true, 'confirmed'],
  ["the relay's word", end({ error: 'Cancelled' }, { success: false, cancelled: true }), true, 'confirmed'],
])('takes %s for a cancel', (_name, message, isGenerator, outcome) => {
  expect(readAll([message], { isGenerator })).toEqual([{ type: 'cancelled', outcome }])
})

test.each<[string, object, object]>([
  [
    'a gr.Error',
    end({ error: 'no good', duration: 5, visible: true, title: 'Sorry' }, { success: false, title: 'Sorry' }),
    {
      code: 'run-failed',
      message: '/run failed: no good. Check the values and run it again.',
      details: { appMessage: 'no good', title: 'Sorry', toastDurationMs: 5000 },
    },
  ],
  [
    'a hidden error',
    end({ error: null }, { success: false }),
    {
      code: 'run-failed',
      message: expect.stringContaining('does not say why'),
      details: { appMessage: null, hint: expect.stringContaining('hides its errors') },
    },
  ],
  ['a failure without output', { ...end({}), output: null, success: false }, { code: 'run-failed', details: { appMessage: null } }],
  ['a toast until dismissed', end({ error: 'a', duration: null }, { success: false }), { details: { toastDurationMs: null } }],
  [
    "the relay's own code",
    end({ error: 'The app went away.' }, { success: false, code: 'connection-lost' }),
    { code: 'connection-lost', isRetryable: true },
  ],
  ['a code nobody knows', end({ error: 'a' }, { success: false, code: 'new-code' }), { code: 'run-failed' }],
  ['an unknown session', { msg: 'unexpected_error', message: '404: Not Found', session_not_found: true }, { code: 'session-unknown' }],
  ['an unknown session of 4.44', { msg: 'unexpected_error', message: '404: Session not found.' }, { code: 'session-unknown' }],
  ['a server that stops', { msg: 'unexpected_error', message: 'Server stopped unexpectedly.' }, { code: 'run-failed' }],
  ['an error without words', { msg: 'unexpected_error' }, { code: 'run-failed' }],
  ['a last message of the wrong shape', end({ data: 'text' }), { code: 'stream-invalid', details: { seen: expect.any(String) } }],
])('ends the run at %s', (_name, message, error) => {
  expect(readAll([message])).toMatchObject([{ type: 'failed', error }])
})

test.each<[string, unknown, object[]]>([
  ['a heartbeat', { msg: 'heartbeat' }, []],
  ['the end of the stream', { msg: 'close_stream', event_id: null }, []],
  ['a step without data', { msg: 'process_generating', output: { error: 'a' }, success: false }, []],
  ['a message nobody knows', { msg: 'process_paused' }, [{ type: 'unrecognized', msg: 'process_paused' }]],
  ['a message that is not JSON', '{', [{ type: 'message-invalid', error: { code: 'message-invalid' } }]],
  [
    'a place in the queue',
    { msg: 'estimation', rank: 1, queue_size: 2, rank_eta: 1.5 },
    [{ type: 'queued', position: 1, queueSize: 2, etaMs: 1500 }],
  ],
  ['a place without estimate', { msg: 'estimation', rank: 0, queue_size: 1, rank_eta: null }, [{ etaMs: null }]],
  ['a start', { msg: 'process_starts', eta: 2 }, [{ type: 'started', etaMs: 2000 }]],
  ['a start of 4.8', { msg: 'process_starts' }, [{ type: 'started', etaMs: null }]],
  [
    'a log of a level to come',
    { msg: 'log', log: 'a', level: 'debug', duration: null, visible: false },
    [{ entry: { level: 'info', durationMs: null, isVisible: false } }],
  ],
  [
    'a log line of the relay',
    { msg: 'log', log: 'a', level: 'warning', code: 'run-restarted' },
    [{ entry: { code: 'run-restarted', level: 'warning', isVisible: true } }],
  ],
  ['no progress', { msg: 'progress', progress_data: null }, [{ type: 'progress', units: [] }]],
])('reads %s', (_name, message, expected) => {
  expect(readAll([message])).toMatchObject(expected)
})

test.each([
  [{ index: 1, length: 4 }, 0.25],
  [{ index: null, progress: 0.4 }, 0.4],
  [{ index: 9, length: 4 }, 1],
  [{ progress: -1 }, 0],
  [{ index: 3, length: null }, null],
  [{ index: 0, length: 0 }, null],
  [{}, null],
])('tells from %o the fraction %s', (unit, fraction) => {
  expect(readAll([{ msg: 'progress', progress_data: [unit] }])).toMatchObject([{ units: [{ fraction, unit: 'steps', description: null }] }])
})

test('keeps the object of a progress level that has not moved', () => {
  const levels = (inner: number) => ({
    msg: 'progress',
    progress_data: [
      { index: 1, length: 2 },
      { index: inner, length: 3 },
    ],
  })
  const [before, after] = readAll([levels(0), levels(1)]).map((event) => (event.type === 'progress' ? event.units : []))
  expect(after?.[0]).toBe(before?.[0])
  expect(after?.[1]).toMatchObject({ index: 1, length: 3 })
})

test('is silent after the end', () => {
  expect(readAll([end({ data: [null, 'a', 1] }), end({ data: [null, 'b', 1] }), { msg: 'progress' }, '{'])).toHaveLength(1)
})

test('fails a run whose error is nested too deeply to be shown', () => {
  const deep = '['.repeat(20_000) + ']'.repeat(20_000)
  const events = readAll([`{"msg":"process_completed","event_id":"a","success":false,"output":{"error":${deep}}}`])
  expect(events).toMatchObject([{ type: 'failed', error: { code: 'run-failed' } }])
})
