/** `GET queue/poll`: the messages of `queue/data` without a stream, for networks that block streams. */
import { followAbort } from '@gradio-stream/client/internal/connection/http/abort'
import { FALLBACK_PARAMETER } from '@gradio-stream/client/internal/protocol/relay-protocol'
import type { RelayContext } from '../context.ts'
import { sessionKey } from '../guard/access.ts'
import type { Visitor } from '../guard/access.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { isSessionHash, jsonAnswer, missingQuery, refusal } from './responses.ts'

/** Below the 30 s after which common proxies give up. */
const MAX_WAIT_MS = 25_000
const PAGE_LENGTH = 1024 * 1024

export async function queuePoll(context: RelayContext, request: Request, app: RelayedApp, visitor: Visitor): Promise<Response> {
  const { log, limits, sessions, streams, events } = context
  const query = new URL(request.url).searchParams
  const sessionHash = query.get('session_hash')
  if (sessionHash === null) return missingQuery('session_hash')
  const { opened } = visitor
  const key = opened?.key ?? sessionKey(app, visitor, sessionHash)
  if (opened ? sessionHash !== opened.runId : !isSessionHash(sessionHash)) return unknownSession()
  const after = query.get('after') ?? ''
  events.emit({ kind: 'poll', fallback: query.get(FALLBACK_PARAMETER) })
  const close = limits.open(visitor)
  if (close instanceof Response) return close
  const { controller: stop, release } = followAbort(request.signal)
  const leave = streams.polls.add(() => stop.abort())
  const asked = { after, maxLength: PAGE_LENGTH, waitMs: readWait(query.get('wait_ms')), signal: stop.signal }
  const page = await log.read(key, asked).finally(() => {
    close()
    release()
    leave()
  })
  if (page.kind === 'unknown') return unknownSession()
  if (page.kind === 'expired') return refusal(410, 'The relay no longer has the messages after this id.', 'resume-expired')
  const own = opened ? page.messages.filter(({ runId }) => runId === opened.runId) : page.messages
  // Who else has the token of a run may come later.
  if (!opened) for (const { runId, ends } of own) if (ends) await log.markDelivered(key, runId)
  const hasEnded = opened !== undefined && own.some(({ ends }) => ends)
  const isDone = hasEnded || (page.pendingRuns === 0 && page.atEnd && !sessions.find(key)?.hasUnansweredJoins)
  // Written as text, so that numbers stay as the app wrote them.
  const messages = own.map(({ id, text }) => `{"id":${JSON.stringify(id)},"message":${text}}`).join(',')
  return jsonAnswer(`{"messages":[${messages}],"next":${JSON.stringify(page.next)},"done":${isDone}}`)
}

function readWait(text: string | null): number {
  const waitMs = Number(text ?? 0)
  return Number.isFinite(waitMs) ? Math.min(Math.max(0, waitMs), MAX_WAIT_MS) : 0
}

function unknownSession(): Response {
  return refusal(404, 'The relay does not know this session, or no longer.', 'session-unknown')
}
