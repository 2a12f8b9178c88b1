/**
 * Reports the end of a run while the page is hidden: in the page's title, and as a browser notification once a person
 * has pressed the button for it. It never asks for the permission by itself.
 */
import { forwardRef, useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { isSettled } from '@gradio-stream/client/internal/run/run-state'
import { PartElement } from '../kit/part.tsx'
import type { PartProps, PartState } from '../kit/part.tsx'
import { isActive, useGradioProcess } from '../kit/process-context.ts'
import { titleOf } from './title.tsx'

/** State for a `render` function of the button. */
export interface NoticeState extends PartState {
  /** `default`: not asked yet. */
  readonly permission: NotificationPermission
}
/** Props of `GradioProcess.Notice`. */
export type NoticeProps = PartProps<'button', NoticeState>

/**
 * The button that asks for notifications, while a run goes on and they are not allowed yet. If they are refused, it
 * says so.
 */
export const Notice = forwardRef<HTMLButtonElement, NoticeProps>(function Notice(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages } = settings
  // This part is drawn with a run, so never on a server.
  const [permission, setPermission] = useState<NotificationPermission | null>(() => (hasNotifications() ? Notification.permission : null))
  const [isAsked, setAsked] = useState(false)
  useEndNotice(isAsked && permission === 'granted')
  if (permission === null || !isActive(stream)) return null
  if (permission === 'denied' || isAsked) {
    return (
      <p className="rgs-muted rgs-notice">
        <bdi>{permission === 'denied' ? messages.notice.denied : messages.notice.on}</bdi>
      </p>
    )
  }
  const ask = async (): Promise<void> => {
    const answer = permission === 'granted' ? permission : await Notification.requestPermission()
    setPermission(answer)
    setAsked(answer === 'granted')
  }
  const own = {
    type: 'button' as const,
    className: 'rgs-button rgs-button-quiet',
    onClick: () => void ask(),
    children: messages.notice.ask,
  }
  return <PartElement tag="button" own={own} given={props} state={{ ...part, permission }} elementRef={ref} />
})

/** Reports the end of each run that ends while the page is hidden. */
function useEndNotice(notifies: boolean): void {
  const { stream, settings } = useGradioProcess()
  const { state } = stream
  const { messages } = settings
  const title = titleOf(stream, settings)
  const wasGoing = useRef(false)
  const end = isSettled(state) ? state.status : null
  useEffect(() => {
    const hasJustEnded = end !== null && wasGoing.current
    wasGoing.current = end === null && state.status !== 'idle'
    if (!hasJustEnded || !document.hidden) return undefined
    const words = messages.notice.ended(end, title)
    const notification = notifies ? notify(words) : null
    const before = document.title
    document.title = words
    const restore = (): void => {
      if (document.hidden) return
      // A title that the page has set meanwhile stays.
      if (document.title === words) document.title = before
      notification?.close()
      document.removeEventListener('visibilitychange', restore)
    }
    document.addEventListener('visibilitychange', restore)
    return undefined
    // Once for each end, in the words of that moment.
    // oxlint-disable-next-line react/exhaustive-deps -- words and title do not make another end
  }, [end, state.status])
}

function notify(words: string): Notification | null {
  try {
    const notification = new Notification(words)
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
    })
    return notification
  } catch {
    // Chromium on Android supports them only in service workers.
    return null
  }
}

function hasNotifications(): boolean {
  return typeof Notification !== 'undefined' && globalThis.isSecureContext
}
