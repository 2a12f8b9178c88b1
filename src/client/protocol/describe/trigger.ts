/**
 * What calls an endpoint instead of a form: an event of a component of the app's page, in the form of Gradio's own page
 * (`trigger_id` and `event_data` of a join, read from the traffic of 4.44, 5.50 and 6.31). 3.50 takes only
 * `event_data`.
 */
import type { GradioComponent, GradioDependency } from './config.ts'

/** The event of a component that calls an endpoint. */
export interface ComponentEvent {
  readonly componentId: number
  readonly name: 'like' | 'retry' | 'undo' | 'edit'
}

/** An event that has happened. */
export interface Trigger {
  /** The component of the app's page. */
  readonly componentId: number
  /** The data that the function reads (`gr.EventData`), in Gradio's form for that event. */
  readonly data: unknown
}

const CHAT_EVENTS: ReadonlySet<unknown> = new Set(['like', 'retry', 'undo', 'edit'] satisfies ComponentEvent['name'][])

/**
 * The chat events that call this function. None if a script of the page takes part, or if other functions follow it:
 * alone it would be half of what the app does.
 */
export function readEvents(
  { targets, js }: GradioDependency,
  components: ReadonlyMap<number, GradioComponent>,
  isFollowed: boolean,
): readonly ComponentEvent[] {
  if (!Array.isArray(targets) || isFollowed || (js !== null && js !== undefined && js !== false)) return []
  return targets.flatMap((target: unknown) => {
    if (!Array.isArray(target)) return []
    // A list of unknown items.
    const [componentId, name] = target as unknown[]
    if (typeof componentId !== 'number' || !CHAT_EVENTS.has(name)) return []
    // The set holds exactly the members of the type.
    return components.get(componentId)?.type === 'chatbot' ? [{ componentId, name: name as ComponentEvent['name'] }] : []
  })
}

/** The members of a join that describe it. */
export function triggerMembers(trigger: Trigger | undefined): { readonly event_data: unknown; readonly trigger_id: number | null } {
  return { event_data: trigger?.data ?? null, trigger_id: trigger?.componentId ?? null }
}
