/** An error in words for people. The technical half stays with the error itself. */
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

/** Puts an error into words. */
export function describeError(
  error: GradioStreamError,
  { isRelayed, messages, formats }: { isRelayed: boolean; messages: Messages; formats: Formats },
): ErrorDescription {
  const facts: ErrorFacts = { details: error.details, message: messageOf(error), isRelayed, formats }
  // The table pairs each code with its own details; the compiler cannot follow that through a lookup.
  const describe = messages.errors[error.code] as (facts: ErrorFacts) => ErrorWords
  const { title, body } = describe(facts)
  const hint = error.details.hint ?? null
  return { title, body: body && body !== title ? body : null, next: hint }
}
