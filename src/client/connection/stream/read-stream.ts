/** Reads one `queue/data` stream to its end and reports how it ended. `message-follower.ts` makes the decisions. */
import { askToKeep } from '../../protocol/direct-resume.ts'
import { GradioStreamError } from '../../errors.ts'
import type { AppDescription, Route } from '../../protocol/describe/app-description.ts'
import { parseMessage } from '../../protocol/gradio-messages.ts'
import { AGAIN_PARAMETER, LAST_EVENT_ID_PARAMETER } from '../../protocol/relay-protocol.ts'
import { untilAborted } from '../http/abort.ts'
import type { Connect } from './connector.ts'
import type { HttpContext } from '../http/http.ts'
import { streamErrorFrom } from './open-stream.ts'
import type { QueueMessage } from './queue-message.ts'
import { connectionMessage } from './queue-message.ts'
import { shownUrl } from '../http/shown-url.ts'
import { watchSilence } from './silence-watchdog.ts'
import type { SilenceWatchdog } from './silence-watchdog.ts'

export interface StreamReading {
  readonly url: string
  readonly route: Route
  readonly http: HttpContext
  readonly connect: Connect
  readonly inactivityTimeoutMs: number
  /** `null`: an answer may take as long as the limit of silence. */
  readonly connectTimeoutMs: number | null
  readonly maxMessageBytes?: number | undefined
  /** Aborting it stops reading at once, without an error. */
  readonly controller: AbortController
  /** `close_stream` ends reading at once: a relay holds the next join's answer until the reader is gone. */
  readonly leavesAtClose: boolean
  /** True: silence proves nothing now. */
  isExcused(): boolean
  /** A run still waits for messages. */
  isNeeded(): boolean
  /** Called once, before anything else, with the watchdog of this stream. */
  onWatch(watchdog: SilenceWatchdog): void
  /** Time jumped, and nothing has arrived since. */
  onAwake(): void
  onOpen(): void
  /** The first bytes. */
  onFirstSound(): void
  onQuiet(): void
  onHeartbeat(): void
  /** True: a message of one of our runs. */
  onMessage(message: QueueMessage): boolean
  onRetry(retryMs: number): void
}

/** How a stream ended. */
export interface StreamEnd {
  readonly error: GradioStreamError
  readonly wasOpened: boolean
  /** The watchdog ended it. */
  readonly wasSilent: boolean
  /** Bytes came. */
  readonly hasSpoken: boolean
  /** A message of a run came, or a heartbeat without `close_stream`: the connection works. */
  readonly wasFruitful: boolean
}

/**
 * Reads one stream. Resolves with how it ended, or `null` if it was aborted from outside or is no longer needed. Never
 * rejects.
 */
export async function readStream(reading: StreamReading): Promise<StreamEnd | null> {
  const { url, http, controller, inactivityTimeoutMs, connectTimeoutMs } = reading
  let [wasOpened, hasSpoken, wasSilent, isClosing, hasBeaten, hasDelivered] = [false, false, false, false, false, false]
  const giveUp = (): void => {
    wasSilent = true
    controller.abort()
  }
  const watchdog = watchSilence({
    clock: http.clock,
    limitMs: inactivityTimeoutMs,
    onQuiet: () => wasOpened && reading.onQuiet(),
    onSound: () => reading.onOpen(),
    onSilent: giveUp,
    onAwake: () => reading.onAwake(),
    isExcused: () => reading.isExcused(),
  })
  reading.onWatch(watchdog)
  const cancelConnectTimer = connectTimeoutMs === null ? () => undefined : http.clock.schedule(giveUp, connectTimeoutMs)

  function onMessage(message: QueueMessage): void {
    const kind = connectionMessage(message)
    if (kind === 'heartbeat') {
      hasBeaten = true
      reading.onHeartbeat()
    } else if (kind === 'close_stream') isClosing = true
    else if (reading.onMessage(message)) hasDelivered = true
    if (isClosing && reading.leavesAtClose) controller.abort()
  }

  let error: GradioStreamError | null = null
  try {
    const headers = await untilAborted(Promise.resolve(http.headers({ url, route: reading.route })), controller.signal)
    await reading.connect({
      url,
      fetch: http.fetch,
      headers,
      credentials: http.credentials,
      signal: controller.signal,
      maxMessageBytes: reading.maxMessageBytes,
      onOpen: () => {
        wasOpened = true
        cancelConnectTimer()
        watchdog.touch()
        reading.onOpen()
      },
      onActivity: () => {
        watchdog.touch()
        if (hasSpoken) return
        hasSpoken = true
        reading.onFirstSound()
      },
      // The event's name does not matter: servers that imitate Gradio name theirs, and Gradio's own clients read them
      // all.
      onEvent: ({ data, lastEventId }) => onMessage({ reading: parseMessage(data), id: lastEventId, text: data }),
      onRetry: (retryMs) => reading.onRetry(retryMs),
    })
  } catch (cause) {
    if (!controller.signal.aborted) error = streamErrorFrom(url, cause)
  } finally {
    cancelConnectTimer()
    watchdog.stop()
  }
  if (controller.signal.aborted && !wasSilent && !isClosing) return null
  // The end of a stream that is no longer needed is not an error.
  if (!reading.isNeeded()) return null
  error ??= wasSilent
    ? wasOpened
      ? silent(url, inactivityTimeoutMs)
      : unanswered(url, connectTimeoutMs ?? inactivityTimeoutMs)
    : ended(url)
  return { error, wasOpened, wasSilent, hasSpoken, wasFruitful: hasDelivered || (hasBeaten && !isClosing) }
}

/**
 * The address of a session's messages. A relay is asked for ids from the first time on, a direct app that keeps runs
 * for those runs.
 */
export function streamUrl(
  { apiUrl, capabilities, route }: AppDescription,
  sessionHash: string,
  lastId: string,
  { rejoin = () => [], isAgain = false }: { rejoin?: () => readonly string[]; isAgain?: boolean } = {},
): string {
  const query = new URLSearchParams({ session_hash: sessionHash })
  if (isAgain && route === 'relay') query.set(AGAIN_PARAMETER, '1')
  if (capabilities.resume && route === 'relay') query.set(LAST_EVENT_ID_PARAMETER, lastId)
  else if (capabilities.resume) askToKeep(query, rejoin())
  return `${apiUrl}/queue/data?${query}`
}

/** Error for an open stream that was silent for too long. */
export function silent(url: string, limitMs: number): GradioStreamError<'idle-timeout'> {
  return new GradioStreamError('idle-timeout', {
    message: `The stream ${shownUrl(url)} was silent for ${limitMs / 1000} s; Gradio sends a heartbeat every 15 s.`,
    details: { url: shownUrl(url), seen: 'silence' },
  })
}

/** Error for a stream that did not open in time. */
export function unanswered(url: string, limitMs: number): GradioStreamError<'connection-timeout'> {
  return new GradioStreamError('connection-timeout', {
    message: `The stream ${shownUrl(url)} was not answered within ${limitMs / 1000} s.`,
    details: { url: shownUrl(url), seen: 'no answer' },
  })
}

function ended(url: string): GradioStreamError<'connection-lost'> {
  return new GradioStreamError('connection-lost', {
    message: `The stream ${shownUrl(url)} was ended before the run was.`,
    details: { url: shownUrl(url), seen: 'a clean end' },
  })
}
