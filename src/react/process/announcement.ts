/** What a screen reader is told: milestones, not ticks. Pure, so that a text changes exactly when there is news. */
import type { GradioStream } from '../gradio-stream.ts'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import { appText } from './app.tsx'
import { describeError } from './describe-error.ts'
import { titleOfLog } from './log-title.ts'
import { plainWords } from './plain-words.ts'

const QUARTERS = [0.75, 0.5, 0.25]
const NEAR = 3

/** One piece of what is said politely. */
export interface PoliteNews {
  readonly of: 'app' | 'connection' | 'run' | 'log'
  readonly text: string
}

/** The two live texts; empty when there is nothing new. */
export interface Announcement {
  /** Pieces that change each for itself; those that say nothing are left out. */
  readonly polite: readonly PoliteNews[]
  readonly assertive: string
}

/** Says what is new. */
export function announcement(stream: GradioStream, messages: Messages, formats: Formats, isBack = false): Announcement {
  const { error } = stream
  if (error) {
    const words = describeError(error, { isRelayed: stream.connection.route === 'relay', messages, formats })
    return {
      polite: [],
      assertive: [words.title, error.code === 'run-failed' && words.body ? plainWords(words.body) : words.body, words.next]
        .filter(isText)
        .map(asSentence)
        .join(' '),
    }
  }
  const polite: readonly PoliteNews[] = [
    { of: 'app', text: appNews(stream, messages) },
    { of: 'connection', text: connectionNews(stream, messages, isBack) },
    { of: 'run', text: runNews(stream, messages, formats) },
    { of: 'log', text: logNews(stream, messages) },
  ]
  return { polite: polite.filter(({ text }) => text !== ''), assertive: '' }
}

function isText(words: string | null | undefined | false): words is string {
  return Boolean(words)
}

/** A title has no full stop; read out, it would run into what follows. */
function asSentence(words: string): string {
  return /\p{P}\s*$/u.test(words) ? words : `${words}.`
}

/** Where the app had to be waited for: what it does, and that it is there. */
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

/** The newest line a person should know of; plain information waits in the log. */
function logNews({ state }: GradioStream, { logs }: Messages): string {
  if (state.status === 'idle' || state.status === 'failed') return ''
  const entry = state.logs.findLast(({ isVisible, level }) => isVisible && level !== 'info')
  if (!entry) return ''
  return [`${logs.levels[entry.level]}:`, titleOfLog(entry, { logs }), plainWords(entry.message)].filter(Boolean).join(' ')
}

function runNews({ state, endpoint }: GradioStream, messages: Messages, formats: Formats): string {
  const { announcements, status } = messages
  switch (state.status) {
    case 'idle':
    case 'failed': // in the assertive text, with its reason
      return ''
    case 'uploading':
      return announcements.uploading(state.files.length, formats)
    case 'submitting':
      // Without the seconds: they are ticks.
      return state.waiting === null ? announcements.submitting : status.waiting(state.waiting.reason, null, formats)
    case 'queued':
      // Far back in line the exact place is a tick; near its head it is news.
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
      return announcements.succeeded(state.endedAt - state.startedAt, formats)
    default:
      return state satisfies never
  }
}
