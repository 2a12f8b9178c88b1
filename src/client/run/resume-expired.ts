/** The error for a run that cannot be found any more. */
import { GradioStreamError } from '../errors.ts'

/** The error for a run whose messages the relay no longer has. `seen`: the relay's words. */
export function resumeExpired(endpoint: string, seen: string): GradioStreamError<'resume-expired'> {
  return new GradioStreamError('resume-expired', {
    message: `The run of ${endpoint} cannot be picked up any more: ${/[.!?…]$/.test(seen.trimEnd()) ? seen.trimEnd() : `${seen.trimEnd()}.`}`,
    hint: 'Run it again.',
    details: { endpoint, seen },
  })
}
