/** An error in words for visitors. The technical details stay with the error itself. */
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { Formats } from '../../messages/formats.ts'
import { beginningOf } from './readable-error.ts'
import type { ErrorFacts, ErrorWords, Messages } from '../../messages/messages.ts'

/** In characters. */
const LONGEST_TITLE = 200

/** What happened, details, and what to do next. */
export interface ErrorDescription {
  readonly title: string
  readonly body: string | null
  readonly next: string | null
}

/** The error's own message without its hint at the end. */
export function messageOf({ message, details: { hint } }: GradioStreamError): string {
  return hint && message.endsWith(hint) ? message.slice(0, -hint.length).trim() : message
}

/** The rest of the wait for GPU time, `sinceMs` after the error: 0 or less once it is over, `null` if unknown. */
export function gpuWaitMs(error: GradioStreamError, sinceMs: number): number | null {
  if (!isGradioStreamError(error, 'gpu-quota-exceeded')) return null
  const { retryAfterMs } = error.details
  return retryAfterMs === undefined ? null : retryAfterMs - sinceMs
}

/** Whether a user and a password may help: not for a page of a gateway or the Hub in front of the app. */
export function takesPassword(error: GradioStreamError): boolean {
  if (!isGradioStreamError(error, 'login-required')) return false
  const { reason, seen = '' } = error.details
  return (reason === undefined || reason.startsWith('signed-out')) && !/html|page to sign in at/i.test(seen)
}

function withTimeLeft(error: GradioStreamError, sinceMs: number): GradioStreamError['details'] {
  const retryAfterMs = gpuWaitMs(error, sinceMs)
  return retryAfterMs === null ? error.details : { ...error.details, retryAfterMs }
}

/** A refusal in the words of the relay's owner stands for itself, in whatever language they are. */
function inOwnersWords(error: GradioStreamError): ErrorWords | null {
  const words = 'words' in error.details ? error.details.words : undefined
  return words === undefined ? null : { title: words, next: null }
}

interface DescribeOptions {
  readonly isRelayed: boolean
  readonly messages: Messages
  readonly formats: Formats
  readonly sinceMs?: number
  /** Who reads it did not begin the run, and cannot run it again. */
  readonly isFollowed?: boolean
}

/** Describes an error as it is `sinceMs` after it happened. */
export function describeError(
  error: GradioStreamError,
  { isRelayed, messages, formats, sinceMs = 0, isFollowed = false }: DescribeOptions,
): ErrorDescription {
  const facts: ErrorFacts = {
    details: withTimeLeft(error, sinceMs),
    message: messageOf(error),
    isRelayed,
    takesPassword: takesPassword(error),
    formats,
  }
  // The table pairs each code with its own details; the compiler cannot follow that through a lookup.
  const describe = messages.errors[error.code] as (facts: ErrorFacts) => ErrorWords
  const { title, body, next } = inOwnersWords(error) ?? describe(facts)
  const said = body && body !== title ? body : null
  // The title also comes from the app: a very long one continues in the text below.
  return {
    title: beginningOf(title, LONGEST_TITLE),
    body: title.length > LONGEST_TITLE ? [title, said].filter(Boolean).join('\n\n') : said,
    // A page in plain JavaScript may give words without this text.
    next: isFollowed && error.code !== 'token-invalid' ? null : error.details.mayRun ? messages.error.mayRun : (next ?? null),
  }
}
