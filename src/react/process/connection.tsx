/** How the news of a run arrives, said only when it matters: lost, silent, polled, and what leaving the page would do. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import { Icon } from './icons.tsx'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { isActive, useGradioProcess } from './process-context.ts'
import { useNow } from './use-now.ts'

/** What there is to say. */
export type ConnectionNews = 'offline' | 'reconnecting' | 'stalled' | 'polling' | 'one-piece' | 'leaving'

/** What a `render` of the connection is told. */
export interface ConnectionState extends PartState {
  readonly news: ConnectionNews
  readonly text: string
  /** Tries the connection again at once; `null` where that changes nothing. */
  readonly retryNow: (() => void) | null
}
/** Props of `GradioProcess.Connection`. */
export type ConnectionProps = PartProps<'div', ConnectionState>

// A run that is over at once need not say what leaving would do.
const LEAVING_FROM_MS = 10_000

/** The connection; draws nothing while there is nothing to worry about. */
export const ConnectionPart = forwardRef<HTMLDivElement, ConnectionProps>(function Connection(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages, formats, clock } = settings
  const { connection, capabilities, state } = stream
  const isRunning = isActive(stream)
  const now = useNow(clock, isRunning)
  if (!isRunning || state.status === 'idle') return null

  const said = sayNews()
  if (!said) return null
  const { news, text } = said
  const retryNow = news === 'reconnecting' || news === 'stalled' ? () => stream.retryNow() : null
  const isExplained = news === 'polling' || news === 'one-piece'
  const reason = isExplained && connection.fallbackReason?.code !== 'sse-disabled' ? connection.fallbackReason?.message : undefined
  const children = (
    <>
      {news !== 'leaving' && <Icon name={isExplained ? 'signal' : 'warning'} />}
      <span className="rgs-connection-text">
        <bdi>{text}</bdi>
        {reason && (
          <details className="rgs-fold rgs-connection-why">
            <summary className="rgs-summary">{messages.connection.why}</summary>
            <bdi>{reason}</bdi>
          </details>
        )}
      </span>
      {retryNow && (
        <button type="button" className="rgs-button" onClick={retryNow}>
          {messages.actions.tryNow}
        </button>
      )}
    </>
  )
  return (
    <PartElement
      tag="div"
      own={{ className: 'rgs-connection', 'data-news': news, children } as object}
      given={props}
      state={{ ...part, news, text, retryNow }}
      elementRef={ref}
    />
  )

  function sayNews(): { news: ConnectionNews; text: string } | null {
    const { connection: words } = messages
    const isKept = capabilities.survivesDisconnect
    const { readyState, nextRetryAt, fallbackReason } = connection
    if (stream.isPaused) return { news: 'offline', text: words.offlineUnsent }
    if (connection.isOffline && readyState !== 'open') return { news: 'offline', text: words.offline(isKept) }
    if (readyState === 'reconnecting') {
      const seconds = nextRetryAt === null || nextRetryAt <= now ? null : Math.ceil((nextRetryAt - now) / 1000)
      return { news: 'reconnecting', text: words.reconnecting(seconds, isKept, formats) }
    }
    if (readyState === 'stalled') return { news: 'stalled', text: words.stalled }
    if (connection.transport === 'request' && readyState === 'open') return { news: 'one-piece', text: words.inOnePiece }
    if (readyState === 'polling') {
      return { news: 'polling', text: fallbackReason?.code === 'sse-disabled' ? words.pollingChosen : words.pollingBlocked }
    }
    if (state.status === 'idle' || state.status === 'cancelling' || now - state.startedAt < LEAVING_FROM_MS) return null
    return { news: 'leaving', text: isKept ? words.leaveKeepsRun : words.leaveEndsRun }
  }
})
