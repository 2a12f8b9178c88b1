/**
 * Turns the messages of a failed run into errors of this library. Keeps the app's words and hides the differences
 * between versions.
 */
import { GradioStreamError, isErrorCode } from '../errors.ts'
import type { GradioStreamErrorCode } from '../errors.ts'
import type { AppDescription } from '../protocol/describe/app-description.ts'
import { errorWords } from '../protocol/legacy.ts'
import type { GradioMessageOf } from '../protocol/gradio-messages.ts'
import { resumeExpired } from './resume-expired.ts'
import { readGpuFailure } from './read-gpu-failure.ts'

/** Codes with which an app refuses a run that the relay had already accepted. */
const REFUSALS: ReadonlySet<string> = new Set<GradioStreamErrorCode>([
  'join-refused',
  'input-invalid',
  'queue-full',
  'rate-limited',
  'access-denied',
  'login-required',
])

type App = Pick<AppDescription, 'version' | 'protocol'>

/** The error of a `process_completed` that reports a failure. */
export function readFailure(message: GradioMessageOf<'process_completed'>, endpoint: string, app: App): GradioStreamError {
  const words = errorWords(message.output?.error, app)
  const { code } = message
  // The relay itself ended the run: its code says more than `run-failed`.
  if (code !== undefined && code !== 'run-failed' && isErrorCode(code)) return relayFailure(code, words, endpoint)
  const title = message.output?.title ?? message.title ?? undefined
  const hasWords = words !== null && words.trim() !== ''
  const gpuFailure = readGpuFailure(words, title, endpoint)
  if (gpuFailure) return gpuFailure
  const duration = message.output?.duration
  return new GradioStreamError('run-failed', {
    message: hasWords ? `${endpoint} failed: ${sentence(words)}` : `${endpoint} failed, and the app does not say why.`,
    hint: hasWords ? 'Check the values and run it again.' : wordlessHint(words),
    details: {
      endpoint,
      seen: hasWords ? words : undefined,
      appMessage: words,
      // From 5 on every failure without a title has this one.
      title: title === 'Error' ? undefined : title,
      toastDurationMs: typeof duration === 'number' ? duration * 1000 : duration,
    },
  })
}

/** The error of an `unexpected_error`: the session is gone, or the server is in trouble. */
export function readUnexpectedError(message: GradioMessageOf<'unexpected_error'>, endpoint: string): GradioStreamError {
  const words = message.message ?? 'no reason given'
  if (message.code === 'resume-expired') return resumeExpired(endpoint, words)
  if (message.code === 'store-unavailable') return relayFailure('store-unavailable', words, endpoint)
  if (message.code === 'token-invalid') return new GradioStreamError('token-invalid', { message: sentence(words), details: { endpoint } })
  // 4.44 has no field for it and says "404: Session not found." (docs/gradio-protocol.md#6-end-of-a-stream).
  const isGone = message.session_not_found === true || /^404\b|session not found/i.test(words)
  if (isGone) {
    return new GradioStreamError('session-unknown', {
      message: `The app no longer knows the session in which ${endpoint} ran; it answered "${sentence(words)}"`,
      hint: 'The run is lost with it: run it again.',
      details: { endpoint, seen: words },
    })
  }
  return new GradioStreamError('run-failed', {
    message: `${endpoint} ended because the app ran into an error: ${sentence(words)}`,
    hint: 'Run it again; if it repeats, the app itself needs a look.',
    details: { endpoint, seen: words, appMessage: words },
  })
}

/** The error of a `queue_full` in the stream of an accepted call. */
export function queueFullInStream(endpoint: string): GradioStreamError<'queue-full'> {
  return new GradioStreamError('queue-full', {
    message: `The app took ${endpoint}, then said that its queue is full.`,
    hint: 'Try again in a moment; the values are kept.',
    details: { endpoint },
  })
}

/** The error for an unreadable last message: the result is lost and the run has ended. */
export function unreadableEnd(endpoint: string, cause: GradioStreamError): GradioStreamError<'stream-invalid'> {
  return new GradioStreamError('stream-invalid', {
    message: `${endpoint} ended, but its last message could not be read, so its result is lost. ${cause.message}`,
    hint: 'Run it again; if it repeats, report it with the Gradio version of the app.',
    details: { endpoint, seen: cause.details.seen },
    cause,
  })
}

function relayFailure(code: Parameters<typeof isErrorCode>[0], words: string | null, endpoint: string): GradioStreamError {
  const init = {
    message: `${endpoint} ${REFUSALS.has(String(code)) ? 'was not taken' : 'was cut short'}: ${sentence(words ?? 'no reason given')}`,
    hint: code === 'buffer-exceeded' ? 'Let the app send less at once, or return a file.' : 'Run it again.',
    details: { endpoint, seen: words ?? undefined, issues: [], available: [] },
  }
  // The caller has checked it; the lists are there for the two codes that need them.
  return new GradioStreamError(code as GradioStreamError['code'], init)
}

/**
 * An error without a text (`raise ValueError()`, `assert`, `gr.Error("")`) arrives as an empty text, a hidden one as
 * `null` (measured on 3.50 to 6.31).
 */
function wordlessHint(words: string | null): string {
  return words === null
    ? 'The app hides its errors; run it again, or ask its owner what its log says.'
    : 'The error it reported has no text; run it again, or ask its owner what its log says.'
}

/** With one full stop, so that a hint can follow. */
function sentence(words: string): string {
  return /[.!?…]$/.test(words.trimEnd()) ? words.trimEnd() : `${words.trimEnd()}.`
}
