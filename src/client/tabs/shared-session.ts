/**
 * One session hash for all tabs that talk to the same app through the same relay. Every tab with runs in it holds a
 * lock whose name contains the hash. So a tab finds the hash by listing the locks, and the session ends with its last
 * tab, even after a crash. Nothing is stored.
 */
import type { Connect } from '../connection/stream/connector.ts'
import type { HttpContext } from '../connection/http/http.ts'
import { pollQueue } from '../connection/stream/poll-queue.ts'
import type { AppDescription } from '../protocol/describe/app-description.ts'
import { LAST_EVENT_ID_PARAMETER } from '../protocol/relay-protocol.ts'
import { randomId } from '../kit/random-id.ts'
import type { Lease, TabPorts } from './ports.ts'
import { readSharedStream } from './shared-stream.ts'
import { readTabMessage } from './tab-message.ts'

/** Longest wait for the other tabs when a run begins. After it the tab uses a session of its own. */
const ENTER_LIMIT_MS = 1000
/** Longest wait for the leader's position. After it the tab reads from the start. */
const PLACE_LIMIT_MS = 250

export interface SharedSessionOptions {
  readonly ports: TabPorts
  readonly http: HttpContext
  readonly random: () => number
  readonly connect: Connect
}

/** A tab's membership in a session. */
export interface SharedSession {
  readonly sessionHash: string
  /** The position of another tab when this one joined: runs that begin now lie after it. Empty: from the start. */
  readonly startAfter: string
  /** Reads the session's stream with the other tabs. */
  readonly connect: Connect
  /** This tab has no more runs in the session. */
  release(): void
}

/**
 * Joins the session of the other tabs, or begins one. Never rejects: if locks fail or answer late, this tab has a
 * session of its own.
 */
export async function enterSharedSession(options: SharedSessionOptions, app: AppDescription): Promise<SharedSession> {
  const cancelling = new AbortController()
  const cancelTimer = options.http.clock.schedule(() => cancelling.abort(), ENTER_LIMIT_MS)
  try {
    const { sessionHash, lease, isNew } = await choose(options.ports, app, cancelling.signal)
    const startAfter = isNew ? '' : await askForPlace(options, app, sessionHash)
    return createSession(options, app, sessionHash, lease, startAfter)
  } catch {
    return createSession(options, app, randomId(), null, '')
  } finally {
    cancelTimer()
  }
}

/** One tab at a time looks for a session, so that two tabs do not begin two sessions. */
async function choose(
  { locks }: TabPorts,
  app: AppDescription,
  signal: AbortSignal,
): Promise<{ readonly sessionHash: string; readonly lease: Lease; readonly isNew: boolean }> {
  const choosing = await locks.acquire(chooseName(app), { signal })
  try {
    const [found] = (await locks.heldNames()).flatMap((name) => hashIn(app, name)).toSorted()
    const sessionHash = found ?? randomId()
    const lease = await locks.acquire(sessionName(app, sessionHash), { mode: 'shared', signal })
    return { sessionHash, lease, isNew: found === undefined }
  } finally {
    choosing.release()
  }
}

/** Joins the session of a run that is resumed after a reload, from its start. */
export function resumeSharedSession(options: SharedSessionOptions, app: AppDescription, sessionHash: string): SharedSession {
  const leaving = new AbortController()
  const { signal } = leaving
  // Followed at once: the lock only tells the other tabs about this session.
  void options.ports.locks
    .acquire(sessionName(app, sessionHash), { mode: 'shared', signal })
    .then((lease) => (signal.aborted ? lease.release() : signal.addEventListener('abort', () => lease.release(), { once: true })))
    .catch(() => undefined)
  return createSession(options, app, sessionHash, { lost: signal, release: () => leaving.abort() }, '')
}

function createSession(
  options: SharedSessionOptions,
  app: AppDescription,
  sessionHash: string,
  lease: Lease | null,
  startAfter: string,
): SharedSession {
  const { ports, http, random, connect: inner } = options
  const stream = {
    ports,
    clock: http.clock,
    random,
    inner,
    name: streamName(app, sessionHash),
    poll: (after: string, signal: AbortSignal) => pollQueue(http, app, { sessionHash, after, waitMs: 0 }, signal),
  }
  let isFirst = true
  return {
    sessionHash,
    startAfter,
    connect: (request) => {
      const url = isFirst ? startingAfter(request.url, startAfter) : request.url
      isFirst = false
      return lease === null ? inner(request) : readSharedStream(stream, { ...request, url })
    },
    release: () => lease?.release(),
  }
}

/** Asks the leader for its position. */
function askForPlace({ ports, http }: SharedSessionOptions, app: AppDescription, sessionHash: string): Promise<string> {
  const channel = ports.openChannel(streamName(app, sessionHash))
  return new Promise<string>((resolve) => {
    const cancelTimer = http.clock.schedule(() => resolve(''), PLACE_LIMIT_MS)
    channel.listen((value) => {
      const message = readTabMessage(value)
      if (message?.kind !== 'here') return
      cancelTimer()
      resolve(message.last)
    })
    channel.post({ kind: 'hello' })
  }).finally(() => channel.close())
}

/** The first stream of an existing session begins at the position of the other tabs. Later streams know their own. */
function startingAfter(url: string, startAfter: string): string {
  const next = new URL(url)
  if (startAfter === '' || next.searchParams.get(LAST_EVENT_ID_PARAMETER) !== '') return url
  next.searchParams.set(LAST_EVENT_ID_PARAMETER, startAfter)
  return next.href
}

// Locks and channels already separate origins. The relay's address for the app separates relays and apps.
const PREFIX = 'react-gradio-stream:1'
const chooseName = (app: AppDescription): string => `${PREFIX}:choose:${app.apiUrl}`
const streamName = (app: AppDescription, hash: string): string => `${PREFIX}:stream:${app.apiUrl}:${hash}`
const sessionName = (app: AppDescription, hash: string): string => `${PREFIX}:session:${app.apiUrl}:${hash}`

function hashIn(app: AppDescription, name: string): string[] {
  const prefix = sessionName(app, '')
  const hash = name.startsWith(prefix) ? name.slice(prefix.length) : ''
  return /^[0-9a-f]{32}$/.test(hash) ? [hash] : []
}
