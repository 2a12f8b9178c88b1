/** What can be recorded into a field: what its component allows and this browser can do. */
import type { ParameterDescription } from '../../core/protocol/app-description.ts'

/** Sound, film, or one picture. */
export type RecordMode = 'audio' | 'video' | 'picture'

const MODES: ReadonlyMap<string, { readonly mode: RecordMode; readonly source: string }> = new Map([
  ['audio', { mode: 'audio', source: 'microphone' }],
  ['video', { mode: 'video', source: 'webcam' }],
  ['image', { mode: 'picture', source: 'webcam' }],
  ['imageeditor', { mode: 'picture', source: 'webcam' }],
  ['multimodaltextbox', { mode: 'audio', source: 'microphone' }],
] as const)

/** The ways to record; none where the page may not ask for a microphone or a camera. */
export function recordModes({ component, props }: ParameterDescription): readonly RecordMode[] {
  const known = MODES.get(component)
  if (!known || typeof navigator === 'undefined' || typeof navigator.mediaDevices?.getUserMedia !== 'function') return []
  if (known.mode !== 'picture' && typeof MediaRecorder === 'undefined') return []
  // Gradio 3 names one source; later ones a list, empty for all but a text field.
  const sources: readonly unknown[] = Array.isArray(props.sources) ? props.sources : typeof props.source === 'string' ? [props.source] : []
  const isFree = sources.length === 0 && component !== 'multimodaltextbox'
  return isFree || sources.includes(known.source) ? [known.mode] : []
}
