/** `GET queue/data`: the messages of a session's runs as an event stream. */
import { wait } from '../../core/wait.ts'
import { LAST_EVENT_ID_PARAMETER } from '../../core/protocol/relay.ts'
import type { RelayContext } from '../context.ts'
import { CLOSE_STREAM, HEARTBEAT, streamError } from '../engine/frames.ts'
import type { LogPage, SessionKey } from '../log/run-log.ts'
import type { ClientSession } from '../sessions.ts'
import { isSessionHash, missingQuery, refusal } from './answers.ts'
import { eventStreamAnswer, eventText } from './event-stream.ts'

const HEARTBEAT_INTERVAL_MS = 15_000
/** How long a stream that was told to close is held for the client to close it. */
const CLOSE_WAIT_MS = 2_000
const PAGE_LENGTH = 256 * 1024

/** Where a reader starts, and what it asked for. */
interface Start {
  readonly after: string
  /** Runs somebody was given already, for a reader without a cursor. */
  readonly skippedRuns: ReadonlySet<string>
  /** Whether messages carry `id:`; Python's clients die on such a line, so only who asks gets one. */
  readonly hasCursor: boolean
}

export async function queueData(context: RelayContext, request: Request, app: string): Promise<Response> {
  const query = new URL(request.url).searchParams
  const sessionHash = query.get('session_hash')
  if (!context.settings.sse) return refusal(403, 'Event streams are switched off on this relay: poll queue/poll.', 'sse-disabled')
  if (sessionHash === null) return missingQuery('session_hash')
  const key: SessionKey = { app, session: sessionHash }
  const start = isSessionHash(sessionHash) ? await findStart(context, key, readCursor(request, query)) : null
  const session = start && context.sessions.open(key)
  if (!start || !session) return eventStreamAnswer(unknownSession)
  return eventStreamAnswer((signal) => readSession(context, key, session, start, signal))
}

/** The header is newer than the address: a browser sends it when it reconnects to the same URL. */
function readCursor(request: Request, query: URLSearchParams): string | null {
  return request.headers.get('last-event-id') || query.get(LAST_EVENT_ID_PARAMETER)
}

async function findStart({ log }: RelayContext, key: SessionKey, cursor: string | null): Promise<Start | null> {
  const opened = await log.open(key)
  if (opened.kind === 'unknown') return null
  if (cursor !== null) return { after: cursor, skippedRuns: new Set(), hasCursor: true }
  return { after: opened.after, skippedRuns: opened.deliveredRuns, hasCursor: false }
}

async function* readSession(
  { log, clock }: RelayContext,
  key: SessionKey,
  session: ClientSession,
  start: Start,
  signal: AbortSignal,
): AsyncGenerator<string, void, void> {
  let { after } = start
  let beatAt = clock.now() + HEARTBEAT_INTERVAL_MS
  while (!signal.aborted) {
    const waitMs = Math.max(0, beatAt - clock.now())
    const page = await log.read(key, { after, maxLength: PAGE_LENGTH, waitMs, signal })
    if (page.kind !== 'page') {
      yield* page.kind === 'unknown' ? unknownSession() : expiredCursor()
      return
    }
    after = page.next
    const messages = page.messages.filter(({ runId }) => !start.skippedRuns.has(runId))
    if (messages.length > 0) yield messages.map(({ id, text }) => eventText(text, start.hasCursor ? id : undefined)).join('')
    // Whoever asks for the next chunk has taken this one.
    for (const { runId, ends } of messages) if (ends) await log.markDelivered(key, runId)
    if (isOver(page)) {
      if (!session.hasUnansweredJoins) {
        yield* start.hasCursor ? [eventText(CLOSE_STREAM)] : closeStream(session, clock, signal)
        return
      }
      await session.joinsAnswered(signal)
    }
    if (clock.now() < beatAt) continue
    beatAt = clock.now() + HEARTBEAT_INTERVAL_MS
    yield eventText(HEARTBEAT)
  }
}

function isOver(page: LogPage): boolean {
  return page.kind === 'page' && page.pendingRuns === 0 && page.atEnd
}

/**
 * The JavaScript client loses a call that it joins while `close_stream` is on its way (measured, 2.7: 12 of 24).
 * So joins wait until a stream that was told to close is closed by the client, and it is held open for that.
 */
async function* closeStream(session: ClientSession, clock: RelayContext['clock'], signal: AbortSignal): AsyncGenerator<string, void, void> {
  let onClosed = (): void => {}
  session.toldToClose(new Promise((resolve) => (onClosed = resolve)))
  try {
    yield eventText(CLOSE_STREAM)
    await wait(clock, CLOSE_WAIT_MS, signal)
  } finally {
    onClosed()
  }
}

/** As Gradio says it, but ended: Gradio breaks the connection off, and JavaScript's later calls hang. */
async function* unknownSession(): AsyncGenerator<string, void, void> {
  yield eventText(streamError('404: Not Found', true, 'session-unknown')) + eventText(CLOSE_STREAM)
}

async function* expiredCursor(): AsyncGenerator<string, void, void> {
  const words = 'The relay no longer has the messages after this id: read from the start of the session, or submit again.'
  yield eventText(streamError(words, false, 'resume-expired')) + eventText(CLOSE_STREAM)
}
