/** A run that has ended and whose messages are no longer kept, for a reader that has not read to its end. */
import { readMembers } from '@gradio-stream/client/internal/protocol/json-text'
import { failedFrame } from '../engine/frames.ts'

const GONE = {
  code: 'resume-expired',
  message: 'The run has ended, and its end was given to a reader. The relay no longer has its messages.',
}

/** The end of such a run. */
export function goneFrame(runId: string): string {
  return failedFrame(runId, GONE)
}

/** Ends of runs that failed are short: they have no values. */
const SHORT_LENGTH = 64 * 1024

/** A reader that gets this end alone has the values of the run: those of one that failed are in earlier messages. */
export function hasWholeValues(end: { readonly text: string } | null): boolean {
  if (end === null) return false
  return end.text.length > SHORT_LENGTH || readMembers(end.text)?.get('success') === 'true'
}
