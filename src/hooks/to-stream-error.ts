/** Turns an error of a query or a client into one of ours. */
import { CancelledError } from '@tanstack/react-query'
import { GradioStreamError, type GradioStreamErrorCode, isGradioStreamError } from '@gradio-stream/client/internal/errors'

/** The error itself if it is ours; else `aborted` for a cancelled query, and `code` for anything else. */
export function toStreamError(
  cause: unknown,
  code: Extract<GradioStreamErrorCode, 'connection-refused' | 'discovery-failed' | 'join-refused'>,
  what: string,
): GradioStreamError {
  if (isGradioStreamError(cause)) return cause
  if (cause instanceof CancelledError) return new GradioStreamError('aborted', { message: `${what} was given up.`, cause })
  const seen = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
  return new GradioStreamError(code, { message: `${what} failed: ${seen}.`, details: { seen }, cause })
}
