/** Opens the recorder, whose code is loaded then. */
import { lazy, Suspense, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import { Icon } from '../process/icons.tsx'
import type { RecordMode } from './record-modes.ts'

const Recorder = lazy(() => import('./recorder.tsx').catch(() => ({ default: NoRecorder })))

/** What the recorder gets. */
export interface RecorderProps {
  readonly mode: RecordMode
  readonly onFile: (file: File) => void
  readonly onClose: () => void
  readonly messages: Messages
  readonly formats: Formats
}

/** The button, and the recorder under it while it is open. */
export function RecordButton({ onFile, ...rest }: Omit<RecorderProps, 'onClose'>): ReactElement {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const { mode, messages } = rest
  const { recordAudio, recordVideo, openCamera, asking } = messages.recording
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
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

/** Where the code cannot be loaded. */
function NoRecorder({ messages }: RecorderProps): ReactElement {
  return (
    <p role="alert">
      <bdi>{messages.recording.failed}</bdi>
    </p>
  )
}
