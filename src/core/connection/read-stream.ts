/** Reads one `queue/data` stream to its end and says how it ended. Decides nothing: that is `message-follower.ts`. */
import { GradioStreamError } from '../errors.ts'
import type { Route } from '../protocol/app-description.ts'
import { parseMessage } from '../protocol/messages.ts'
import { untilAborted } from './abort.ts'
import type { Connect } from './connector.ts'
import type { HttpContext } from './http.ts'
import { toStreamError } from './open-stream.ts'
import type { QueueMessage } from './queue-message.ts'
import { connectionMessage } from './queue-message.ts'
import { shownUrl } from './shown-url.ts'
import { watchSilence } from './silence-watchdog.ts'

export interface StreamReading {
  readonly url: string
  readonly route: Route
  readonly http: HttpContext
  readonly connect: Connect
  readonly inactivityTimeoutMs: number
  /** Aborted: stop at once, quietly. */
  readonly controller: AbortController
  /** The server's `close_stream` ends reading at once: a relay holds the next join's answer until the reader is gone. */
  readonly leavesAtClose: boolean
  onOpen(): void
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
  /** It ended by the watchdog. */
  readonly wasSilent: boolean
  /** Bytes came. */
  readonly hasSpoken: boolean
  /** A message of a run came, or a heartbeat and no `close_stream`: the way works. */
  readonly wasFruitful: boolean
}

/** Reads one stream. Resolves with how it ended, or `null` when it was aborted from outside. Never rejects. */
export async function readStream(reading: StreamReading): Promise<StreamEnd | null> {
  const { url, http, controller, inactivityTimeoutMs } = reading
  let [wasOpened, hasSpoken, wasSilent, isClosing, hasBeaten, hasDelivered] = [false, false, false, false, false, false]
  const watchdog = watchSilence({
    clock: http.clock,
    limitMs: inactivityTimeoutMs,
    onQuiet: () => wasOpened && reading.onQuiet(),
    onSound: () => reading.onOpen(),
    onSilent: () => {
      wasSilent = true
      controller.abort()
    },
  })

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
      onOpen: () => {
        wasOpened = true
        watchdog.touch()
        reading.onOpen()
      },
      onActivity: () => {
        hasSpoken = true
        watchdog.touch()
      },
      onEvent: ({ type, data, lastEventId }) => {
        if (type === 'message') onMessage({ reading: parseMessage(data), id: lastEventId, text: data })
      },
      onRetry: (retryMs) => reading.onRetry(retryMs),
    })
  } catch (cause) {
    if (!controller.signal.aborted) error = toStreamError(url, cause)
  } finally {
    watchdog.stop()
  }
  if (controller.signal.aborted && !wasSilent && !isClosing) return null
  error ??= wasSilent ? silent(url, inactivityTimeoutMs, wasOpened) : ended(url)
  return { error, wasOpened, wasSilent, hasSpoken, wasFruitful: hasDelivered || (hasBeaten && !isClosing) }
}

function silent(url: string, limitMs: number, wasOpened: boolean): GradioStreamError<'connection-lost'> {
  const what = wasOpened ? 'was silent' : 'was not answered'
  return new GradioStreamError('connection-lost', {
    message: `The stream ${shownUrl(url)} ${what} for ${limitMs / 1000} s; Gradio sends a heartbeat every 15 s.`,
    details: { url: shownUrl(url), seen: 'silence' },
  })
}

function ended(url: string): GradioStreamError<'connection-lost'> {
  return new GradioStreamError('connection-lost', {
    message: `The stream ${shownUrl(url)} was ended before the run was.`,
    details: { url: shownUrl(url), seen: 'a clean end' },
  })
}
