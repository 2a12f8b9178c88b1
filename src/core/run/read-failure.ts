/** The messages that end a run badly, as errors of this library. The app's words are kept, its version's habits are not. */
import { GradioStreamError, isErrorCode } from '../errors.ts'
import type { AppDescription } from '../protocol/app-description.ts'
import { errorWords } from '../protocol/legacy.ts'
import type { GradioMessageOf } from '../protocol/messages.ts'
import { resumeExpired } from './resume-expired.ts'
import { readGpuFailure } from './read-gpu-failure.ts'

type App = Pick<AppDescription, 'version' | 'protocol'>

/** The error of a `process_completed` that reports a failure. */
export function readFailure(message: GradioMessageOf<'process_completed'>, endpoint: string, app: App): GradioStreamError {
  const words = errorWords(message.output?.error, app)
  const { code } = message
  // The relay's own end of a run: its code says more than `run-failed`.
  if (code !== undefined && code !== 'run-failed' && isErrorCode(code)) return relayFailure(code, words, endpoint)
  const title = message.output?.title ?? message.title ?? undefined
  const gpuFailure = readGpuFailure(words, title, endpoint)
  if (gpuFailure) return gpuFailure
  const duration = message.output?.duration
  return new GradioStreamError('run-failed', {
    message: words === null ? `${endpoint} failed, and the app does not say why.` : `${endpoint} failed: ${sentence(words)}`,
    hint:
      words === null ? 'The app hides its errors; run it again, or ask its owner what its log says.' : 'Check the values and run it again.',
    details: {
      endpoint,
      seen: words ?? undefined,
      appMessage: words,
      // Every failure has this title from 5 on: it says nothing.
      title: title === 'Error' ? undefined : title,
      toastDurationMs: typeof duration === 'number' ? duration * 1000 : duration,
    },
  })
}

/** The error of an `unexpected_error`: the session is gone, or the server is in trouble. */
export function readUnexpectedError(message: GradioMessageOf<'unexpected_error'>, endpoint: string): GradioStreamError {
  const words = message.message ?? 'no reason given'
  if (message.code === 'resume-expired') return resumeExpired(endpoint, words)
  // 4.44 has no field for it and says "404: Session not found." (PROTOCOL: measured on 4.8 to 6.31).
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

/** The error for a last message that could not be read: the result is lost, the run is over. */
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
    message: `${endpoint} was ended by the relay: ${sentence(words ?? 'no reason given')}`,
    hint: 'Run it again.',
    details: { endpoint, seen: words ?? undefined, issues: [], available: [] },
  }
  // Checked by the caller; the lists are there for the two codes that ask for them.
  return new GradioStreamError(code as GradioStreamError['code'], init)
}

/** With one full stop, so that a hint can follow. */
function sentence(words: string): string {
  return /[.!?…]$/.test(words.trimEnd()) ? words.trimEnd() : `${words.trimEnd()}.`
}
