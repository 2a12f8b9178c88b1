/**
 * The announcements for screen readers: milestones, not every change. Pure, so that a text changes exactly when there
 * is news.
 */
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import { appText } from '../app.tsx'
import { describeError } from '../error/describe-error.ts'
import { textOfLog, titleOfLog } from '../log/log-words.ts'
import { plainWords } from '../../kit/strip-markup.ts'
import { shownOutputs } from '../output/shown-outputs.ts'

const QUARTERS = [0.75, 0.5, 0.25]
const NEAR = 3
/** Most log lines in one announcement. */
const MOST_LINES = 3
/** Characters of one text that are read out. */
const LONGEST_SAID = 500

/** One piece of the polite announcement. */
export interface PoliteNews {
  readonly of: 'app' | 'connection' | 'run' | 'log'
  readonly text: string
  /** Tells log lines with the same text apart. */
  readonly sequence?: number
}

/** The two live texts; empty without news. */
export interface Announcement {
  /** Pieces that change independently. Empty ones are left out. */
  readonly polite: readonly PoliteNews[]
  readonly assertive: string
}

/** The news. */
export function announcement(
  stream: GradioStream,
  messages: Messages,
  formats: Formats,
  isBack = false,
  /** The work before anything is sent; `null`: none. */
  preparing: string | null = null,
): Announcement {
  const { error } = stream
  if (preparing !== null) return { polite: [{ of: 'run', text: preparing }], assertive: '' }
  if (error) {
    const words = describeError(error, {
      isRelayed: stream.connection.route === 'relay',
      messages,
      formats,
      isFollowed: stream.followed !== undefined,
    })
    return {
      polite: [],
      assertive: [words.title, error.code === 'run-failed' && words.body ? plainWords(words.body) : words.body, words.next]
        .filter(isText)
        .map(shortened)
        .map(asSentence)
        .join(' '),
    }
  }
  const polite: readonly PoliteNews[] = [
    { of: 'app', text: appNews(stream, messages) },
    { of: 'connection', text: connectionNews(stream, messages, isBack) },
    { of: 'run', text: runNews(stream, messages, formats) },
    ...logNews(stream, messages),
  ]
  return { polite: polite.filter(({ text }) => text !== ''), assertive: '' }
}

function isText(words: string | null | undefined | false): words is string {
  return Boolean(words)
}

/** A title has no full stop; read out, it would run into the next text. */
function asSentence(words: string): string {
  return /\p{P}\s*$/u.test(words) ? words : `${words}.`
}

/** For an app that had to be waited for: its state, and that it is there. */
function appNews({ appState, state }: GradioStream, messages: Messages): string {
  if (appState.status !== 'running') return appText(appState, messages)
  return appState.since !== null && state.status === 'idle' ? messages.app.awake : ''
}

function connectionNews({ connection, state }: GradioStream, { announcements }: Messages, isBack: boolean): string {
  if (state.status === 'idle' || connection.readyState === 'closed') return ''
  if (connection.readyState === 'reconnecting') return announcements.reconnecting
  if (connection.readyState === 'polling') return announcements.polling
  return isBack ? announcements.reconnected : ''
}

/**
 * The app's newest log lines, which are shown as toasts; each is announced once. With more of them at once, the older
 * ones are skipped.
 */
function logNews({ state }: GradioStream, { logs }: Messages): PoliteNews[] {
  if (state.status === 'idle' || state.status === 'failed') return []
  return state.logs
    .filter(({ isVisible }) => isVisible)
    .slice(-MOST_LINES)
    .map((entry) => ({
      of: 'log',
      sequence: entry.sequence,
      text: [`${logs.levels[entry.level]}:`, titleOfLog(entry, { logs }), shortened(plainWords(textOfLog(entry, { logs })))]
        .filter(Boolean)
        .join(' '),
    }))
}

/** Very long texts are for reading on the screen. */
function shortened(text: string): string {
  return text.length > LONGEST_SAID ? `${text.slice(0, LONGEST_SAID)}…` : text
}

function runNews(stream: GradioStream, messages: Messages, formats: Formats): string {
  const { state, endpoint } = stream
  const { announcements, status } = messages
  switch (state.status) {
    case 'idle':
    case 'failed': // in the assertive text, with its reason
      return ''
    case 'uploading':
      return announcements.uploading(state.files.length, formats)
    case 'submitting':
      // Without the seconds, which change all the time.
      return state.waiting === null ? announcements.submitting : status.waiting(state.waiting.reason, null, formats)
    case 'queued':
      // Far back in the line the exact place is not news; near the front it is.
      return status.inLine(state.position !== null && state.position < NEAR ? state.position : null, formats)
    case 'running': {
      const fraction = state.progress[0]?.fraction ?? 0
      const quarter = QUARTERS.find((step) => fraction >= step)
      return announcements.running(quarter === undefined ? null : formats.percent(quarter))
    }
    case 'cancelling':
      return status.cancelling(endpoint?.isGenerator ?? false)
    case 'cancelled':
      return status.cancelled(state.endedAt - state.startedAt, state.outcome, state.data !== null, formats)
    case 'succeeded':
      return announcements.succeeded(state.endedAt - state.startedAt, formats, hasResult(stream))
    default:
      return state satisfies never
  }
}

/** Whether there is a result to look at; a missing result is not announced. */
function hasResult({ state, endpoint, data, conversation }: GradioStream): boolean {
  if (endpoint?.chat && conversation && conversation.length > 0) return true
  const updates = 'updates' in state ? state.updates : null
  return shownOutputs({ endpoint, values: data ?? [], updates, isPending: false }).length > 0
}
