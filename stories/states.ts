/**
 * Every state a process can be in, as a `GradioStream` that stands still. One entry per story; named as the stories
 * are.
 */
import {
  type AppState,
  type Connection,
  DIRECT_CAPABILITIES,
  GradioStreamError,
  IDLE,
  idleConnection,
  type LogEntry,
  type LogLevel,
  type ProgressUnit,
  type RunState,
  type WaitingState,
} from '../src/client/index.ts'
import type { GradioStream } from '../src/react/index.ts'
import { app, HALF_SUMMARY, NOW, summarise, SUMMARY } from './fixtures.ts'

const nothing = () => {}
const SECOND = 1000

const RUNNING: AppState = { status: 'running', space: null, stage: null, since: null, nextCheckAt: null }

/** A stream in one state; what is given replaces what an idle, discovered one has. */
export function stream(given: Partial<GradioStream> = {}): GradioStream {
  return {
    discovery: { status: 'success', isFetching: false, data: app, error: null, refetch: nothing },
    appState: RUNNING,
    endpoint: summarise,
    state: IDLE,
    connection: idleConnection('relay'),
    capabilities: app.capabilities,
    data: null,
    previousData: null,
    conversation: null,
    error: null,
    run: null,
    isKept: false,
    triggered: null,
    isPaused: false,
    submit: nothing,
    submitAsync: () => Promise.reject(new Error('A story runs nothing.')),
    trigger: nothing,
    takeBack: () => null,
    cancel: () => Promise.resolve(null),
    detach: nothing,
    resubmit: nothing,
    reset: nothing,
    retryNow: nothing,
    getTrace: () => null,
    ...given,
  }
}

const open: Connection = { ...idleConnection('relay'), readyState: 'open' }
const closed: Connection = { ...open, readyState: 'closed' }

/** What a run has from its beginning on, begun `secondsAgo`. */
function begun(secondsAgo: number) {
  return { sequence: 9, startedAt: NOW - secondsAgo * SECOND, logs: [], droppedLogCount: 0, invalidMessageCount: 0, eventId: 'e1' }
}
const noOutput = { data: null, updates: null }

/** A run that was submitted `secondsAgo` and runs. */
export function running(secondsAgo: number, rest: Partial<Extract<RunState, { status: 'running' }>> = {}): RunState {
  return { ...begun(secondsAgo), ...noOutput, status: 'running', runningAt: NOW - secondsAgo * SECOND, etaMs: null, progress: [], ...rest }
}
function queued(rest: Partial<Extract<RunState, { status: 'queued' }>>): RunState {
  return { ...begun(12), status: 'queued', position: 2, queueSize: 5, etaMs: null, estimatedAt: NOW, ...rest }
}

/** One level of progress that counts. */
export function counted(index: number, length: number | null, description: string | null = null, unit = 'steps'): ProgressUnit {
  return { index, length, fraction: length === null ? null : index / length, unit, description }
}

/** Log lines, one a second. */
export function logLines(...lines: readonly [LogLevel, string, string?][]): LogEntry[] {
  return lines.map(([level, message, title], index) => ({
    sequence: index + 1,
    level,
    title: title ?? null,
    message,
    durationMs: null,
    isVisible: true,
    at: NOW - 20 * SECOND + index * SECOND,
  }))
}

/** A stream whose run failed with an error; `eventId` is null where the app never took it. */
export function failedWith(error: GradioStreamError, given: Partial<GradioStream> = {}, eventId: string | null = 'e1'): GradioStream {
  return stream({
    connection: closed,
    error,
    ...given,
    state: { ...begun(41), ...noOutput, status: 'failed', eventId, error, endedAt: NOW },
  })
}
/** A stream whose app could not be discovered. */
export function undiscovered(error: GradioStreamError): GradioStream {
  return stream({ discovery: { status: 'error', isFetching: false, data: undefined, error, refetch: nothing }, endpoint: null, error })
}

/** A stream whose run no app has taken yet. */
function waiting(waitingFor: WaitingState): GradioStream {
  return stream({ state: { ...begun(14), status: 'submitting', waiting: waitingFor } })
}

/** A part of the library that did not come. */
const notLoaded = new GradioStreamError('load-failed', {
  message: 'The part of this library that drives runs could not be loaded: Failed to fetch dynamically imported module.',
  hint: 'Check the network and try again; if it repeats, reload the page: it may be older than what its server has now.',
  details: { seen: 'Failed to fetch dynamically imported module' },
})

const partial = { data: [HALF_SUMMARY], updates: [null] }
const live = { connection: open }

/** By story name. */
export const states = {
  Idle: stream(),
  Discovering: stream({
    discovery: { status: 'pending', isFetching: true, data: undefined, error: null, refetch: nothing },
    endpoint: null,
  }),
  Uploading: stream({
    state: {
      ...begun(3),
      status: 'uploading',
      files: [
        { name: 'harbour.wav', sentBytes: 2_300_000, totalBytes: 2_300_000 },
        { name: 'interview with the harbour master.wav', sentBytes: 1_800_000, totalBytes: 6_900_000 },
        { name: 'ferry.wav', sentBytes: 0, totalBytes: 2_800_000 },
      ],
      sentBytes: 4_100_000,
      totalBytes: 12_000_000,
    },
  }),
  NotLoaded: failedWith(notLoaded, {}, null),
  NotLoadedOverResult: failedWith(notLoaded, { data: null, previousData: [SUMMARY] }, null),
  FileTooLarge: failedWith(
    new GradioStreamError('file-too-large', {
      message: 'The file "interview with the harbour master.wav" has 68200000 bytes, the app takes 50000000 at most.',
      hint: 'Choose a smaller file.',
      details: {
        endpoint: '/summarise',
        file: 'interview with the harbour master.wav',
        sizeBytes: 68_200_000,
        limitBytes: 50_000_000,
      },
    }),
    {},
    null,
  ),
  Submitting: stream({
    ...live,
    connection: { ...open, readyState: 'connecting' },
    state: { ...begun(1), status: 'submitting', waiting: null },
  }),
  WaitingForBusyApp: waiting({ reason: 'queue-full', attempt: 2, nextRetryAt: NOW + 8 * SECOND }),
  WaitingForRate: waiting({ reason: 'rate-limited', attempt: 1, nextRetryAt: NOW + 30 * SECOND }),
  WaitingForAnAnswer: waiting({ reason: 'no-answer', attempt: 1, nextRetryAt: NOW + 3 * SECOND }),
  WaitingForOtherRuns: waiting({ reason: 'connection-limit', attempt: 0, nextRetryAt: null }),
  Queued: stream({ ...live, state: queued({ etaMs: 38 * SECOND }) }),
  QueuedNext: stream({ ...live, state: queued({ position: 0, queueSize: 3, etaMs: 6 * SECOND }) }),
  QueuedWithoutEta: stream({ ...live, state: queued({ position: 6, queueSize: 9 }) }),
  QueuedEtaPassed: stream({ ...live, state: queued({ position: 0, queueSize: 1, etaMs: 20 * SECOND, estimatedAt: NOW - 31 * SECOND }) }),
  RunningIndeterminate: stream({ ...live, state: running(4) }),
  RunningDescribed: stream({ ...live, state: running(6, { progress: [{ ...counted(0, null, 'Loading the model'), index: null }] }) }),
  RunningWithProgress: stream({ ...live, state: running(41, { etaMs: 55 * SECOND, progress: [counted(12, 20)] }) }),
  RunningNested: stream({
    ...live,
    state: running(41, {
      progress: [
        counted(2, 3, 'Reading', 'chapters'),
        counted(11, 18, 'Page', 'pages'),
        { ...counted(0, null, 'Looking for quotations'), index: null, fraction: 0.4 },
      ],
    }),
  }),
  RunningWithPartialOutput: stream({
    ...live,
    state: running(7, { ...partial, progress: [counted(3, 6, 'Writing', 'paragraphs')] }),
    data: partial.data,
  }),
  RunningOverLastResult: stream({
    ...live,
    state: running(5, { progress: [counted(1, 6, 'Writing', 'paragraphs')] }),
    data: null,
    previousData: [SUMMARY],
  }),
  Cancelling: stream({
    ...live,
    state: { ...begun(22), ...partial, status: 'cancelling', progress: [counted(7, 20)] },
    data: partial.data,
  }),
  Cancelled: stream({
    connection: closed,
    state: { ...begun(41), ...partial, status: 'cancelled', outcome: 'confirmed', endedAt: NOW },
    data: partial.data,
  }),
  CancelledUnconfirmed: stream({
    connection: closed,
    state: { ...begun(9), ...noOutput, status: 'cancelled', outcome: 'requested', endedAt: NOW },
  }),
  CancelledUnsupported: stream({
    connection: closed,
    state: { ...begun(9), ...noOutput, status: 'cancelled', outcome: 'unsupported', endedAt: NOW },
  }),
  Succeeded: stream({
    connection: closed,
    state: { ...begun(41), status: 'succeeded', data: [SUMMARY], updates: [null], endedAt: NOW, fromCache: false },
    data: [SUMMARY],
  }),
  SucceededFromCache: stream({
    connection: closed,
    state: { ...begun(0.4), status: 'succeeded', data: [SUMMARY], updates: [null], endedAt: NOW, fromCache: true },
    data: [SUMMARY],
  }),
  Failed: failedWith(
    new GradioStreamError('run-failed', {
      message: 'The text has 212,000 words; this model reads 100,000 at most.',
      hint: 'Shorten the text, or summarise it in two parts.',
      details: { title: 'Text too long', endpoint: '/summarise' },
    }),
  ),
  FailedWithoutWords: failedWith(
    new GradioStreamError('run-failed', {
      message: '',
      hint: 'Try again, or ask whoever runs the app.',
      details: { endpoint: '/summarise' },
    }),
  ),
  QueueFull: failedWith(
    new GradioStreamError('queue-full', {
      message: 'The queue of /summarise is full.',
      hint: 'Your text is kept.',
      details: {
        endpoint: '/summarise',
        status: 503,
        retryAfterMs: 8 * SECOND,
        seen: '{"detail":"Queue is full. Max size is 20 and size is 20."}',
      },
    }),
    {},
    null,
  ),
  ConnectionLost: failedWith(
    new GradioStreamError('connection-lost', {
      message: 'The stream of /summarise broke off.',
      hint: 'Run it again.',
      details: { endpoint: '/summarise', url: 'https://summaries.example/gradio_api/queue/data' },
    }),
    { connection: { ...closed, route: 'direct' }, capabilities: DIRECT_CAPABILITIES },
  ),
  InputInvalid: failedWith(
    new GradioStreamError('input-invalid', {
      message: 'The app refused two values.',
      hint: 'Change the marked values and run again.',
      details: {
        endpoint: '/summarise',
        issues: [
          { parameter: 'text', code: 'app-words', params: {}, message: 'The text is in no language this model knows.' },
          { parameter: 'length', code: 'app-words', params: {}, message: 'Choose at most 300 for this text.' },
        ],
      },
    }),
    {},
    null,
  ),
  Reconnecting: stream({
    connection: { ...open, readyState: 'reconnecting', attempt: 2, nextRetryAt: NOW + 3 * SECOND },
    state: running(18, { ...partial, progress: [counted(3, 6, 'Writing', 'paragraphs')] }),
    data: partial.data,
  }),
  ReconnectingNow: stream({ connection: { ...open, readyState: 'reconnecting', attempt: 3, nextRetryAt: null }, state: running(18) }),
  Stalled: stream({ connection: { ...open, readyState: 'stalled' }, state: running(72) }),
  PollingFallback: stream({
    connection: {
      ...open,
      readyState: 'polling',
      transport: 'polling',
      fallbackReason: { code: 'connection-refused', message: 'The stream answered with a page of HTML, as a proxy does.' },
    },
    state: running(14, { progress: [counted(5, 20)] }),
  }),
  Offline: stream({
    connection: { ...open, readyState: 'reconnecting', attempt: 1, isOffline: true },
    state: running(41, { etaMs: 55 * SECOND, progress: [counted(12, 20)] }),
  }),
  InOnePiece: stream({
    capabilities: DIRECT_CAPABILITIES,
    connection: {
      ...idleConnection('direct'),
      readyState: 'open',
      transport: 'request',
      fallbackReason: { code: 'connection-refused', message: 'The stream answered with a page of HTML, as a proxy does.' },
    },
    state: running(4),
  }),
  PollingByChoice: stream({
    connection: {
      ...open,
      readyState: 'polling',
      transport: 'polling',
      fallbackReason: { code: 'sse-disabled', message: 'Streams are turned off.' },
    },
    state: running(14, { progress: [counted(5, 20)] }),
  }),
  LeavingEndsRun: stream({
    connection: { ...open, route: 'direct' },
    capabilities: DIRECT_CAPABILITIES,
    state: running(24, { progress: [counted(5, 20)] }),
  }),
  Logging: stream({
    ...live,
    state: running(16, {
      logs: logLines(['info', 'Reading 3 chapters'], ['success', 'The model is loaded'], ['info', 'Found 14 quotations']),
      progress: [counted(5, 20)],
    }),
  }),
  LoggingWarning: stream({
    ...live,
    state: running(16, {
      logs: logLines(
        ['info', 'Reading 3 chapters'],
        ['warning', 'Chapter 2 has no text, only pictures. It is left out.', 'Nothing to read'],
        ['error', 'Two quotations could not be checked.'],
        ['success', 'The model is loaded'],
      ),
      progress: [counted(5, 20)],
    }),
  }),
  ManyLevels: stream({
    ...live,
    state: running(300, {
      logs: logLines(
        ...Array.from({ length: 30 }, (_, index): [LogLevel, string] => {
          if (index === 17) return ['error', 'Chapter 18 could not be read.']
          if (index % 10 === 4) return ['warning', `Chapter ${index + 1} has no text, only pictures.`]
          return index % 10 === 9 ? ['success', `Chapters up to ${index + 1} are done.`] : ['info', `Chapter ${index + 1} read`]
        }),
      ),
      progress: [counted(30, 40, 'Reading', 'chapters')],
    }),
  }),
  LongLog: stream({
    ...live,
    state: running(300, {
      logs: logLines(
        ...Array.from({ length: 60 }, (_, index): [LogLevel, string] => [
          index === 41 ? 'warning' : 'info',
          `Page ${index + 1} of 60 read, ${3 + (index % 5)} quotations`,
        ]),
      ),
      droppedLogCount: 940,
      progress: [counted(60, 60, 'Reading', 'pages')],
    }),
  }),
  NotGradio: undiscovered(
    new GradioStreamError('app-not-gradio', {
      message: 'https://summaries.example answers with a page of HTML.',
      hint: 'Check the address; it should be the one the app opens at.',
      details: { url: 'https://summaries.example/config', status: 200, seen: '<!doctype html><html><head><title>Welcome to nginx</title>' },
    }),
  ),
  Unreachable: undiscovered(
    new GradioStreamError('app-unreachable', {
      message: 'Nobody answers at https://summaries.example.',
      hint: 'See whether the app is running, then try again.',
      details: { url: 'https://summaries.example/config' },
    }),
  ),
  LoginRequired: undiscovered(
    new GradioStreamError('login-required', {
      message: 'https://summaries.example asks for a login.',
      hint: 'Sign in there, then come back.',
      details: { url: 'https://summaries.example', status: 401 },
    }),
  ),
  UnknownEndpoint: stream({
    endpoint: null,
    error: new GradioStreamError('endpoint-unknown', {
      message: 'https://summaries.example has no endpoint /sumarise.',
      hint: 'Did you mean /summarise?',
      details: { endpoint: '/sumarise', nearest: '/summarise', available: ['/summarise'] },
    }),
  }),
} as const satisfies Record<string, GradioStream>

/** Names of the states. */
export type StateName = keyof typeof states
