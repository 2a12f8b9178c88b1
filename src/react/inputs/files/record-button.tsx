/** Opens the recorder, whose code is loaded then. */
import { lazy, Suspense, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useIsServed } from '../../kit/use-is-served.ts'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import { Icon } from '../../kit/icons.tsx'
import type { RecordMode } from './record-modes.ts'

const Recorder = lazy(() => import('./recorder.tsx').catch(() => ({ default: NoRecorder })))

/** Props of the recorder. */
export interface RecorderProps {
  readonly mode: RecordMode
  readonly onFile: (file: File) => void
  readonly onClose: () => void
  readonly messages: Messages
  readonly formats: Formats
}

/** The button, and the recorder below it while it is open. */
export function RecordButton({ onFile, ...rest }: Omit<RecorderProps, 'onClose'>): ReactElement | null {
  const isServed = useIsServed()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const { mode, messages } = rest
  const { recordAudio, recordVideo, openCamera, asking } = messages.recording
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  // A server does not know whether there is a device.
  if (isServed) return null
  return (
    <>
      <button ref={button} type="button" className="rgs-button rgs-record-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={mode === 'picture' ? 'camera' : 'record'} />
        <span>{mode === 'audio' ? recordAudio : mode === 'video' ? recordVideo : openCamera}</span>
      </button>
      {isOpen && (
        <div className="rgs-recorder" data-mode={mode}>
          <Suspense fallback={<p className="rgs-muted">{asking}</p>}>
            <Recorder
              {...rest}
              onClose={close}
              onFile={(file) => {
                onFile(file)
                close()
              }}
            />
          </Suspense>
        </div>
      )}
    </>
  )
}

/** Shown if the code cannot be loaded. */
function NoRecorder({ messages }: RecorderProps): ReactElement {
  return (
    <p role="alert">
      <bdi>{messages.recording.failed}</bdi>
    </p>
  )
}
