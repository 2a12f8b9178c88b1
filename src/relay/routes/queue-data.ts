/** `GET queue/data`: the messages of a session's runs as an event stream. */
import { wait } from '@gradio-stream/client/internal/kit/wait'
import { AGAIN_PARAMETER, LAST_EVENT_ID_PARAMETER } from '@gradio-stream/client/internal/protocol/relay-protocol'
import type { RelayContext } from '../context.ts'
import { CLOSE_STREAM, HEARTBEAT, streamError } from '../engine/frames.ts'
import { sessionKey } from '../guard/access.ts'
import type { Visitor } from '../guard/access.ts'
import { EXPIRED } from '../guard/run-access.ts'
import type { OpenedRun } from '../guard/run-tokens.ts'
import type { StreamClosing } from '../fleet.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { orFailed, STORE_WORDS } from '../log/ask-store.ts'
import type { LogPage, SessionKey } from '../log/run-log.ts'
import type { ClientSession } from '../sessions.ts'
import { isSessionHash, missingQuery, refusal } from './responses.ts'
import { eventStreamAnswer, eventText, HEARTBEAT_INTERVAL_MS, PAGE_LENGTH, READER_LEFT } from './event-stream.ts'

/** How long a stream that was told to close waits for the client to close it. */
const CLOSE_WAIT_MS = 2_000
const ALONE: StreamClosing = { closed: () => undefined }

/** Where a reader starts, and what it asked for. */
interface Start {
  readonly after: string
  /** Runs that were already delivered to a reader; for a reader without a cursor. */
  readonly skippedRuns: ReadonlySet<string>
  /** Whether messages carry `id:`. Python's clients fail on such a line, so only a reader that asks gets one. */
  readonly hasCursor: boolean
  /** The only run that it may read, and until when; `null`: all runs of the session. */
  readonly opened: OpenedRun | null
}

export async function queueData(context: RelayContext, request: Request, app: RelayedApp, visitor: Visitor): Promise<Response> {
  const query = new URL(request.url).searchParams
  const sessionHash = query.get('session_hash')
  if (!context.settings.sse) return refusal(403, 'Event streams are switched off on this relay: poll queue/poll.', 'sse-disabled')
  if (sessionHash === null) return missingQuery('session_hash')
  const { opened = null } = visitor
  const key = opened?.key ?? sessionKey(app, visitor, sessionHash)
  const isKnown = opened ? sessionHash === opened.runId : isSessionHash(sessionHash)
  const start = isKnown ? await findStart(context, key, readCursor(request, query), opened) : null
  const session = start && context.sessions.open(key)
  if (query.has(AGAIN_PARAMETER)) context.events.reconnected(key, session !== null)
  if (!start || !session) return eventStreamAnswer(unknownSession)
  const close = context.limits.open(visitor)
  if (close instanceof Response) return close
  const streams = start.hasCursor ? context.streams.resuming : context.streams.plain
  return eventStreamAnswer((signal) => readSession(context, key, session, start, signal), streams, close)
}

/** The header is newer than the address: a browser sends it when it reconnects to the same URL. */
function readCursor(request: Request, query: URLSearchParams): string | null {
  return request.headers.get('last-event-id') || query.get(LAST_EVENT_ID_PARAMETER)
}

async function findStart({ log }: RelayContext, key: SessionKey, cursor: string | null, opened: OpenedRun | null): Promise<Start | null> {
  const found = await log.open(key)
  if (found.kind === 'unknown') return null
  // Whoever has the token reads the run from its first message on.
  if (cursor !== null || opened) return { after: cursor ?? '', skippedRuns: new Set(), hasCursor: true, opened }
  return { after: found.after, skippedRuns: found.deliveredRuns, hasCursor: false, opened }
}

async function* readSession(
  context: RelayContext,
  key: SessionKey,
  session: ClientSession,
  start: Start,
  signal: AbortSignal,
): AsyncGenerator<string, void, void> {
  const doneReading = session.beginRead()
  try {
    yield* readMessages(context, key, session, start, signal)
  } finally {
    doneReading()
  }
}

async function* readMessages(
  context: RelayContext,
  key: SessionKey,
  session: ClientSession,
  start: Start,
  signal: AbortSignal,
): AsyncGenerator<string, void, void> {
  const { log, clock } = context
  const { opened } = start
  let { after } = start
  const endedRuns = new Set(start.skippedRuns)
  let beatAt = clock.now() + HEARTBEAT_INTERVAL_MS
  for (;;) {
    // A stream that is to end still gets what was written before.
    const isLeaving = signal.aborted
    if (opened && clock.now() >= opened.expiresAt) {
      yield* tokenExpired()
      return
    }
    const waitMs = isLeaving ? 0 : Math.max(0, Math.min(beatAt, opened?.expiresAt ?? beatAt) - clock.now())
    const page = await orFailed(log.read(key, { after, maxLength: PAGE_LENGTH, waitMs, signal }))
    if (signal.reason === READER_LEFT) return
    if (page.kind !== 'page') {
      // Its reader asks another relay.
      if (isLeaving) return
      yield* page.kind === 'unknown' ? unknownSession() : page.kind === 'expired' ? expiredCursor() : storeFailed()
      return
    }
    after = page.next
    // A run whose end was held back by its store may have the same end in the store later.
    const messages = page.messages.filter(({ runId }) => !endedRuns.has(runId) && (opened === null || runId === opened.runId))
    if (messages.length > 0) yield messages.map(({ id, text }) => eventText(text, start.hasCursor ? id : undefined)).join('')
    // A reader that asks for the next chunk has received this one.
    for (const { runId, ends } of messages) {
      if (!ends) continue
      endedRuns.add(runId)
      // Who else has the token may come later.
      if (!opened) await log.markDelivered(key, runId)
    }
    const isDone = isOver(page) || (opened !== null && endedRuns.has(opened.runId))
    const closing = isDone ? await mayClose(context, key, session, start, after, signal) : null
    if (closing) {
      yield* start.hasCursor ? [eventText(CLOSE_STREAM)] : closeStream(session, clock, signal, closing)
      return
    }
    if (isLeaving && page.atEnd) return
    if (clock.now() < beatAt) continue
    beatAt = clock.now() + HEARTBEAT_INTERVAL_MS
    yield eventText(HEARTBEAT)
  }
}

/** `null`: a join came, here or at another relay. */
async function mayClose(
  { fleet }: RelayContext,
  key: SessionKey,
  session: ClientSession,
  { opened, hasCursor }: Start,
  after: string,
  signal: AbortSignal,
): Promise<StreamClosing | null> {
  if (!opened && session.hasUnansweredJoins) {
    await session.joinsAnswered(signal)
    return null
  }
  return hasCursor || !fleet ? ALONE : fleet.joins.tellToClose(key, after, CLOSE_WAIT_MS)
}

function isOver(page: LogPage): boolean {
  return page.kind === 'page' && page.pendingRuns === 0 && page.atEnd
}

/**
 * The JavaScript client loses a call that it joins while `close_stream` is on its way (measured, 2.7: 12 of 24). So a
 * stream that was told to close is held open until the client closes it, and joins wait for that.
 */
async function* closeStream(
  session: ClientSession,
  clock: RelayContext['clock'],
  signal: AbortSignal,
  closing: StreamClosing,
): AsyncGenerator<string, void, void> {
  let onClosed = (): void => {}
  session.toldToClose(new Promise((resolve) => (onClosed = resolve)))
  try {
    yield eventText(CLOSE_STREAM)
    await wait(clock, CLOSE_WAIT_MS, signal)
  } finally {
    onClosed()
    closing.closed()
  }
}

/**
 * Gradio's message, but with a clean end. Gradio breaks the connection, and later calls of the JavaScript client hang.
 */
async function* unknownSession(): AsyncGenerator<string, void, void> {
  yield eventText(streamError('404: Not Found', true, 'session-unknown')) + eventText(CLOSE_STREAM)
}

async function* storeFailed(): AsyncGenerator<string, void, void> {
  yield eventText(streamError(STORE_WORDS, false, 'store-unavailable')) + eventText(CLOSE_STREAM)
}

async function* tokenExpired(): AsyncGenerator<string, void, void> {
  yield eventText(streamError(EXPIRED, false, 'token-invalid')) + eventText(CLOSE_STREAM)
}

async function* expiredCursor(): AsyncGenerator<string, void, void> {
  const words = 'The relay no longer has the messages after this id: read from the start of the session, or submit again.'
  yield eventText(streamError(words, false, 'resume-expired')) + eventText(CLOSE_STREAM)
}
