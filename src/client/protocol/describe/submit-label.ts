/** The author's label of the button that runs an endpoint. */
import type { GradioComponent, GradioDependency } from './config.ts'
import { isJsonObject } from '../json-object.ts'
import { markedText } from './translations.ts'

const LONGEST = 60

/**
 * The label; `null` without a button, or without a label of the author's: Gradio itself writes `Run`, and `Submit` on a
 * `gr.Interface`.
 */
export function readSubmitLabel(
  { targets, api_name: name }: GradioDependency,
  components: ReadonlyMap<number, GradioComponent>,
  isInterface: boolean,
): string | null {
  if (!Array.isArray(targets)) return null
  for (const target of targets as readonly unknown[]) {
    // A list of unknown items.
    const [id, event] = Array.isArray(target) ? (target as unknown[]) : []
    const component = event === 'click' && typeof id === 'number' ? components.get(id) : undefined
    if (component?.type.toLowerCase() !== 'button' || !isJsonObject(component.props)) continue
    // A button that is never visible. A chat's button for its API is called "Fake API".
    if (component.props.visible === false || component.props.visible === 'hidden') continue
    const text = markedText(component.props.value)?.trim() ?? ''
    const isMark = text.startsWith('__i18n__')
    // The function's own name is for machines.
    if (text === name || text === 'Run' || (isInterface && text === 'Submit')) continue
    if (/\n/.test(text) || (text.length > LONGEST && !isMark) || !/[\p{L}\p{N}]/u.test(text)) continue
    return text
  }
  return null
}
