/** An error in words for people. The technical half stays with the error itself. */
import { isGradioStreamError } from '../../core/errors.ts'
import type { GradioStreamError } from '../../core/errors.ts'
import type { Formats } from '../messages/formats.ts'
import type { ErrorFacts, ErrorWords, Messages } from '../messages/messages.ts'

/** What happened, more of it, and what to do next. */
export interface ErrorDescription {
  readonly title: string
  readonly body: string | null
  readonly next: string | null
}

/** The error's own message without the hint that ends it. */
export function messageOf({ message, details: { hint } }: GradioStreamError): string {
  return hint && message.endsWith(hint) ? message.slice(0, -hint.length).trim() : message
}

/** How long GPU time is still away, `sinceMs` after the error; 0 or less once it is back, `null` where nobody knows. */
export function gpuWaitMs(error: GradioStreamError, sinceMs: number): number | null {
  if (!isGradioStreamError(error, 'gpu-quota-exceeded')) return null
  const { retryAfterMs } = error.details
  return retryAfterMs === undefined ? null : retryAfterMs - sinceMs
}

function withTimeLeft(error: GradioStreamError, sinceMs: number): GradioStreamError['details'] {
  const retryAfterMs = gpuWaitMs(error, sinceMs)
  return retryAfterMs === null ? error.details : { ...error.details, retryAfterMs }
}

/** Puts an error into words, as they are `sinceMs` after it. */
export function describeError(
  error: GradioStreamError,
  { isRelayed, messages, formats, sinceMs = 0 }: { isRelayed: boolean; messages: Messages; formats: Formats; sinceMs?: number },
): ErrorDescription {
  const facts: ErrorFacts = { details: withTimeLeft(error, sinceMs), message: messageOf(error), isRelayed, formats }
  // The table pairs each code with its own details; the compiler cannot follow that through a lookup.
  const describe = messages.errors[error.code] as (facts: ErrorFacts) => ErrorWords
  const { title, body, next = error.details.hint ?? null } = describe(facts)
  return { title, body: body && body !== title ? body : null, next }
}
