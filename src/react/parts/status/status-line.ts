/** The text of the status line, from a run's state and the time. Pure; the only place for these words. */
import type { ProgressUnit } from '@gradio-stream/client/internal/run/run-event'
import { withoutTags } from '@gradio-stream/client/internal/protocol/values/without-tags'
import type { QueuedState, RunningState, RunState, SubmittingState, UploadingState } from '@gradio-stream/client/internal/run/run-state'
import type { EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import { followEstimates, leftMs, NO_ESTIMATES } from '../progress/estimates.ts'
import type { Estimates } from '../progress/estimates.ts'
import { stepsPerSecond } from '../progress/progress-rate.ts'

interface Words {
  readonly messages: Messages
  readonly formats: Formats
}

/** The two halves of the status line. */
export interface StatusLine {
  /** What happens; `null` when there is nothing to say. */
  readonly text: string | null
  /** Time since `submit`, while a run goes on; afterwards the text contains it. */
  readonly elapsedMs: number | null
}

/** What a run does at `now`. */
export function statusLine(
  state: RunState,
  endpoint: EndpointDescription | null,
  now: number,
  { messages, formats }: Words,
  estimates: Estimates = followEstimates(NO_ESTIMATES, state, now),
): StatusLine {
  const { status: words } = messages
  switch (state.status) {
    case 'idle':
      return { text: null, elapsedMs: null }
    case 'uploading':
      return { text: uploadText(state, { messages, formats }), elapsedMs: now - state.startedAt }
    case 'submitting':
      return { text: submittingText(state, now, { messages, formats }), elapsedMs: now - state.startedAt }
    case 'queued':
      return { text: queueText(state, now, { messages, formats }, estimates), elapsedMs: now - state.startedAt }
    case 'running':
      return { text: runningText(state, now, { messages, formats }, estimates), elapsedMs: now - state.startedAt }
    case 'cancelling':
      return { text: words.cancelling(endpoint?.isGenerator ?? false), elapsedMs: now - state.startedAt }
    case 'succeeded': {
      const done = words.succeeded(state.endedAt - state.startedAt, formats)
      return { text: state.fromCache ? words.join([done, words.fromCache]) : done, elapsedMs: null }
    }
    case 'failed':
      // A run that the app never took has no running time.
      return { text: state.eventId === null ? words.notStarted : words.failed(state.endedAt - state.startedAt, formats), elapsedMs: null }
    case 'cancelled': {
      const hasOutput = state.data !== null
      return { text: words.cancelled(state.endedAt - state.startedAt, state.outcome, hasOutput, formats), elapsedMs: null }
    }
    default:
      return state satisfies never
  }
}

/** Which file is being sent, and the progress of all of them. */
function uploadText({ files, sentBytes, totalBytes }: UploadingState, { messages, formats }: Words): string {
  const sentCount = files.filter((file) => file.sentBytes >= file.totalBytes).length
  return messages.status.uploading(Math.min(sentCount + 1, files.length), files.length, sentBytes, totalBytes, formats)
}

function submittingText({ waiting }: SubmittingState, now: number, { messages, formats }: Words): string {
  if (waiting === null) return messages.status.submitting
  const { reason, nextRetryAt } = waiting
  const seconds = nextRetryAt === null || nextRetryAt <= now ? null : Math.ceil((nextRetryAt - now) / 1000)
  return messages.status.waiting(reason, seconds, formats)
}

/** The place in the queue and the known wait. */
export function queueText({ position }: QueuedState, now: number, { messages, formats }: Words, estimates: Estimates): string {
  const place = messages.status.inLine(position, formats)
  const left = leftMs(estimates, now)
  if (left === null) return place
  return messages.status.join([place, left > 0 ? messages.time.about(left, formats) : messages.status.longerThanUsual])
}

function runningText(state: RunningState, now: number, words: Words, estimates: Estimates): string {
  const { messages, formats } = words
  const outer = state.progress[0]
  const pieces = outer ? unitPieces(outer, words, stepsPerSecond(estimates.tracks[0] ?? null, now)) : []
  if (pieces.length === 0) pieces.push(gpuNews(state) ?? messages.status.running)
  const left = leftMs(estimates, now)
  if (left !== null && left > 0) pieces.push(messages.status.left(left, formats))
  else if (left !== null && left < 0) pieces.push(messages.status.longerThanUsual)
  return messages.status.join(pieces)
}

/**
 * The last words of ZeroGPU, while they are the newest of the run: that it waits for a GPU, that it has one
 * (docs/gradio-spaces.md#5-zerogpu).
 */
function gpuNews({ logs, data }: RunningState): string | null {
  const last = logs.at(-1)
  return data === null && last?.title === 'ZeroGPU queue' ? withoutTags(last.message).slice(0, 200) : null
}

// For a slower pace the remaining time says more.
const SLOWEST_PER_SECOND = 1 / 60

/** Description, count and pace of one level of progress, if known. */
export function unitPieces(
  { description, index, length, unit, fraction }: ProgressUnit,
  { messages, formats }: Words,
  perSecond: number | null = null,
): string[] {
  const pieces = description ? [description] : []
  if (index !== null) pieces.push(messages.status.step(index, length, unit, formats))
  else if (fraction !== null) pieces.push(formats.percent(fraction))
  if (perSecond !== null && perSecond >= SLOWEST_PER_SECOND) pieces.push(messages.status.rate(perSecond, unit, formats))
  return pieces
}
