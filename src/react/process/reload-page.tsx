/** Where only a new page helps: what a reload takes away, said before it, and the button. Not offered offline, where a browser has nothing to show. */
import { useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import { isOffline } from '../../core/failed-import.ts'
import type { GradioStream } from '../gradio-stream.ts'
import type { Messages } from '../messages/messages.ts'
import { isActive, useGradioProcess } from './process-context.ts'

/** The words and the button. */
export function ReloadPage(): ReactElement {
  const { stream, settings } = useGradioProcess()
  const { form, messages } = settings
  const { reload } = messages
  const hasTyped = useSyncExternalStore(form.subscribe, () => form.getSnapshot().drafts.size > 0, nothing)
  const isAway = useSyncExternalStore(watchNetwork, isOffline, nothing)
  const said = isAway ? [reload.offline] : [hasTyped && reload.losesInputs, fateOfRun(stream, reload)]
  return (
    <>
      {said.map(
        (text, index) =>
          text && (
            <p key={index} className="rgs-error-next">
              <bdi>{text}</bdi>
            </p>
          ),
      )}
      {!isAway && (
        <p className="rgs-error-actions">
          <button type="button" className="rgs-button" onClick={() => location.reload()}>
            {reload.action}
          </button>
        </p>
      )}
    </>
  )
}

/** What becomes of the run, or of its result; nothing where there is neither. */
function fateOfRun(stream: GradioStream, reload: Messages['reload']): string | false {
  if (!isActive(stream)) return stream.data !== null && !stream.isKept && reload.losesResult
  if (stream.isKept) return reload.runKept
  return stream.capabilities.survivesDisconnect ? reload.runLeft : reload.runEnds
}

const nothing = (): false => false

function watchNetwork(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}
