/**
 * What calls an endpoint in place of a form: something that happens to a component of the app's page, as Gradio's own page tells it
 * (`trigger_id` and `event_data` of a join, read off the wire of 4.44, 5.50 and 6.31). 3.50 takes the second alone.
 */
import type { GradioComponent, GradioDependency } from './config.ts'

/** What of a component's life an endpoint is called by. */
export interface ComponentEvent {
  readonly componentId: number
  readonly name: 'like' | 'retry' | 'undo' | 'edit'
}

/** That it has happened. */
export interface Trigger {
  /** Which component of the app's page it has happened to. */
  readonly componentId: number
  /** What the function reads of it (`gr.EventData`), as Gradio writes it for that event. */
  readonly data: unknown
}

const CHAT_EVENTS: ReadonlySet<unknown> = new Set(['like', 'retry', 'undo', 'edit'] satisfies ComponentEvent['name'][])

/**
 * What happens to a chat that calls this function. Nothing where a script of the page has a part in it, or where other functions follow it:
 * it alone would be half of what the app does.
 */
export function readEvents(
  { targets, js }: GradioDependency,
  components: ReadonlyMap<number, GradioComponent>,
  isFollowed: boolean,
): readonly ComponentEvent[] {
  if (!Array.isArray(targets) || isFollowed || (js !== null && js !== undefined && js !== false)) return []
  return targets.flatMap((target: unknown) => {
    if (!Array.isArray(target)) return []
    // A list of anything, so far.
    const [componentId, name] = target as unknown[]
    if (typeof componentId !== 'number' || !CHAT_EVENTS.has(name)) return []
    // The set holds exactly the members of the type.
    return components.get(componentId)?.type === 'chatbot' ? [{ componentId, name: name as ComponentEvent['name'] }] : []
  })
}

/** The members of a join that tell of it. */
export function triggerMembers(trigger: Trigger | undefined): { readonly event_data: unknown; readonly trigger_id: number | null } {
  return { event_data: trigger?.data ?? null, trigger_id: trigger?.componentId ?? null }
}
