/**
 * The present values of the inputs beside the live ones. They go with every frame, so that a moved slider counts at
 * once.
 */
import type { AppDescription, EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { FormPresets } from '../../form/form-presets.ts'
import { draftKey } from '../../form/form-store.ts'
import { findInput } from '../find-input.ts'
import type { InputRegistry, InputWords } from '../input-kind.ts'

interface Current extends InputWords {
  readonly endpoint: EndpointDescription | null
  readonly own: InputRegistry | null
  readonly presets: FormPresets
  readonly drafts: ReadonlyMap<string, unknown>
  readonly app: AppDescription | null
}

/** One value per parameter. An unreadable value, or one that takes time to make, stays as at the start of the run. */
export function currentValues(
  { endpoint, own, presets, drafts, messages, formats, app }: Current,
  begunWith: readonly unknown[],
): unknown[] {
  const words = { messages, formats, maxFileSizeBytes: app?.maxFileSizeBytes ?? null }
  return (endpoint?.parameters ?? []).map((parameter, index) => {
    const kind = findInput(own, parameter.component)
    const key = draftKey(parameter)
    const isFixed = Object.hasOwn(presets.fixedValues, parameter.name)
    if (isFixed || !kind || kind.finish || parameter.live || parameter.props.interactive === false || !drafts.has(key))
      return begunWith[index]
    const draft = drafts.get(key)
    const reading = kind.read?.(draft, parameter, words) ?? { ok: true, value: draft }
    return reading.ok ? reading.value : begunWith[index]
  })
}
