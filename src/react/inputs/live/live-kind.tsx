/** Extends a file field by live frames, for apps that stream their input. The click on Start asks for the device. */
import type { ReactElement } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { lazyPart } from '../../kit/lazy-part.tsx'
import type { InputKind, InputProps } from '../input-kind.ts'
import { labellingOf } from '../input-kind.ts'

const KINDS = { audio: 'microphone', image: 'camera' } as const

/** The space of the field. */
function Coming({ parameter }: InputProps): ReactElement {
  return (
    <div className="rgs-live" aria-hidden="true">
      <span className={parameter.component === 'audio' ? 'rgs-live-sound' : 'rgs-live-camera'} />
      <span className="rgs-live-words" />
      <span className="rgs-live-room" />
    </div>
  )
}

function NotLoaded({ messages }: InputProps): ReactElement {
  return (
    <p role="alert">
      <bdi>{messages.live.notLoaded}</bdi>
    </p>
  )
}

const LiveInput = lazyPart(() => import('./live-input.tsx'), Coming, NotLoaded)

const isLive = ({ live, props }: ParameterDescription): boolean => live === 'frames' && props.interactive !== false

/** The same kind; for a live parameter the value is the device's first frame. */
export function withLive(kind: InputKind): InputKind {
  return {
    ...kind,
    Component: (props) => (isLive(props.parameter) ? <LiveInput {...props} /> : <WithNote {...props} kind={kind} />),
    labelling: (parameter) => (isLive(parameter) ? 'group' : labellingOf(kind, parameter)),
    toDraft: (parameter) => (isLive(parameter) ? null : kind.toDraft ? kind.toDraft(parameter) : parameter.defaultValue),
    read: (draft, parameter, words) =>
      isLive(parameter) ? { ok: true, value: null } : (kind.read?.(draft, parameter, words) ?? { ok: true, value: draft }),
    finish(value, parameter, tools) {
      if (!isLive(parameter)) return kind.finish?.(value, parameter, tools) ?? null
      const { form, messages, endpoint } = tools
      return import('./live-session.ts').then(
        ({ liveSessionOf }) => liveSessionOf(form).open(parameter, endpoint.inputStream?.everyMs ?? 0, messages),
        () => ({ ok: false, message: messages.live.notLoaded }),
      )
    },
  }
}

/** On Gradio 4 and older, a component for live sound or pictures: a run takes one recording. */
function WithNote({ kind: { Component }, ...props }: InputProps & { kind: InputKind }): ReactElement {
  const { parameter, messages } = props
  const words =
    parameter.live === 'calls' && Object.hasOwn(KINDS, parameter.component) ? messages[KINDS[parameter.component as 'audio']].single : null
  return (
    <>
      <Component {...props} />
      {words !== null && (
        <p className="rgs-field-help">
          <bdi>{words}</bdi>
        </p>
      )}
    </>
  )
}
