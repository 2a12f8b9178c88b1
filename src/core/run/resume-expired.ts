/** The error for a run that cannot be found again. */
import { GradioStreamError } from '../errors.ts'

/** The error for a run whose messages the relay keeps no longer. `seen`: what it said. */
export function resumeExpired(endpoint: string, seen: string): GradioStreamError<'resume-expired'> {
  return new GradioStreamError('resume-expired', {
    message: `The run of ${endpoint} cannot be picked up any more: ${/[.!?…]$/.test(seen.trimEnd()) ? seen.trimEnd() : `${seen.trimEnd()}.`}`,
    hint: 'Run it again.',
    details: { endpoint, seen },
  })
}
