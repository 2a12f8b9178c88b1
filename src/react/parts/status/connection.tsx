/**
 * How a run's messages arrive, shown only when it matters: lost, silent, polling, and what leaving the page would do.
 */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { PartElement } from '../../kit/part.tsx'
import type { PartProps, PartState } from '../../kit/part.tsx'
import { isActive, useGradioProcess } from '../../kit/process-context.ts'
import { useNow } from '../../kit/use-now.ts'

/** The states that are shown. */
export type ConnectionNews = 'offline' | 'reconnecting' | 'stalled' | 'polling' | 'one-piece' | 'leaving'

/** State for a `render` function of the connection. */
export interface ConnectionState extends PartState {
  readonly news: ConnectionNews
  readonly text: string
  /** Tries the connection again at once; `null` if that has no effect. */
  readonly retryNow: (() => void) | null
}
/** Props of `GradioProcess.Connection`. */
export type ConnectionProps = PartProps<'div', ConnectionState>

// A shorter run need not say what leaving would do.
const LEAVING_FROM_MS = 10_000

/** The connection. Renders nothing while there is no problem. */
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
