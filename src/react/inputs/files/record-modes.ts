/** The recordings that a field offers: those that its component allows and this browser supports. */
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'

/** Sound, video, or one picture. */
export type RecordMode = 'audio' | 'video' | 'picture'

const MODES: ReadonlyMap<string, { readonly mode: RecordMode; readonly source: string }> = new Map([
  ['audio', { mode: 'audio', source: 'microphone' }],
  ['video', { mode: 'video', source: 'webcam' }],
  ['image', { mode: 'picture', source: 'webcam' }],
  ['imageeditor', { mode: 'picture', source: 'webcam' }],
  ['multimodaltextbox', { mode: 'audio', source: 'microphone' }],
] as const)

/** The available modes; none if the page may not use a microphone or camera. */
export function recordModes({ component, props }: ParameterDescription): readonly RecordMode[] {
  const known = MODES.get(component)
  if (!known || typeof navigator === 'undefined' || typeof navigator.mediaDevices?.getUserMedia !== 'function') return []
  if (known.mode !== 'picture' && typeof MediaRecorder === 'undefined') return []
  // Gradio 3 names one source, later versions a list, which is empty except for text fields.
  const sources: readonly unknown[] = Array.isArray(props.sources) ? props.sources : typeof props.source === 'string' ? [props.source] : []
  const isFree = sources.length === 0 && component !== 'multimodaltextbox'
  return isFree || sources.includes(known.source) ? [known.mode] : []
}
