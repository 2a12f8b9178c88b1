/**
 * What the app's page does by itself: functions that it calls when it opens (`demo.load`), when a field changes
 * (`country.change`), and after another function (`.then`). Kept are only those that write a list, a limit or a value
 * into a field of some endpoint.
 */
import type { EndpointDescription } from './app-description.ts'
import type { GradioComponent, GradioConfig, GradioDependency } from './config.ts'

/** An event of a field, by Gradio's name. */
export type FieldEventName = 'change' | 'input' | 'select' | 'release' | 'upload'

/** When a function is called. */
export type AppEventTrigger =
  /** Once, when the page is opened. */
  | { readonly kind: 'load' }
  /** When it happens to a field. */
  | { readonly kind: 'field'; readonly componentId: number; readonly name: FieldEventName }
  /** When another function has ended. */
  | {
      readonly kind: 'after'
      /** @internal The function. */
      readonly fnIndex: number
      readonly onlyOnSuccess: boolean
    }

/** A function the app's own page calls without a button. */
export interface AppEvent {
  readonly triggers: readonly AppEventTrigger[]
  /** The function, which may have no name of its own: it is run with `GradioClient.runAppEvent`. */
  readonly endpoint: EndpointDescription
}

/** A function and what calls it, before it is described. */
export interface FoundEvent {
  readonly fnIndex: number
  readonly dependency: GradioDependency
  readonly triggers: readonly AppEventTrigger[]
}

const FIELD_EVENTS: ReadonlySet<unknown> = new Set(['change', 'input', 'select', 'release', 'upload'] satisfies FieldEventName[])
/** Components whose value must be one of their choices; any other value is refused. */
const CHOICES: ReadonlySet<string> = new Set(['dropdown', 'radio', 'checkboxgroup', 'dataset', 'fileexplorer'])
/** Components whose value must be within their limits. */
const LIMITS: ReadonlySet<string> = new Set(['slider', 'number'])
/** Most functions of one app that are looked at. */
const MOST_EVENTS = 200

type Page = Pick<GradioConfig, 'components' | 'dependencies'>

/**
 * Finds what a page calls by itself and what writes into a field. `listed`: the functions that can be called by name.
 */
export function findAppEvents({ components, dependencies }: Page, listed: ReadonlySet<number>): readonly FoundEvent[] {
  const known = new Set(components.map(({ id }) => id))
  const fields = new Set(dependencies.flatMap(({ id, inputs }, index) => (listed.has(id ?? index) ? inputs : [])))
  const candidates = dependencies.flatMap((dependency, index): FoundEvent[] => {
    const triggers = canRunAlone(dependency) ? readTriggers(dependency, known, fields) : []
    return triggers.length > 0 ? [{ fnIndex: dependency.id ?? index, dependency, triggers }] : []
  })
  const begun = candidates.filter(({ triggers }) => triggers.some(({ kind }) => kind !== 'after'))
  const found = new Set(begun)
  // Functions that follow one of them, and functions that follow those.
  for (let before = -1; before !== found.size;) {
    before = found.size
    const ids = new Set([...found].map(({ fnIndex }) => fnIndex))
    for (const event of candidates)
      if (event.triggers.some((trigger) => trigger.kind === 'after' && ids.has(trigger.fnIndex))) found.add(event)
  }
  const writes = ({ dependency }: FoundEvent): boolean => dependency.outputs.some((output) => fields.has(output))
  const leads = new Set(
    [...found]
      .flatMap((event) => (writes(event) ? event.triggers : []))
      .flatMap((trigger) => (trigger.kind === 'after' ? [trigger.fnIndex] : [])),
  )
  return candidates.filter((event) => found.has(event) && (writes(event) || leads.has(event.fnIndex))).slice(0, MOST_EVENTS)
}

/**
 * Functions whose calls must share a session, one after another. Gradio keeps a component's present choices and limits
 * per session, and checks values against them. So functions that take such a component and functions that change it are
 * tied, if both can be called.
 */
export function findTied(page: Page, listed: ReadonlySet<number>, events: readonly FoundEvent[]): ReadonlySet<number> {
  const types = new Map(page.components.map(({ id, type }: GradioComponent) => [id, type.toLowerCase()]))
  const callable = new Set([...listed, ...events.map(({ fnIndex }) => fnIndex)])
  const functions = page.dependencies.flatMap(({ id, inputs, outputs }, index) =>
    callable.has(id ?? index) ? [{ fnIndex: id ?? index, inputs: new Set(inputs), outputs: new Set(outputs) }] : [],
  )
  const tied = new Set<number>()
  for (const writer of functions) {
    for (const output of writer.outputs) {
      const type = types.get(output) ?? ''
      // A number that is written back to its own component is a seed, not a limit: such calls need not wait for each
      // other.
      if (!CHOICES.has(type) && !(LIMITS.has(type) && !writer.inputs.has(output))) continue
      const readers = functions.filter(({ inputs }) => inputs.has(output))
      for (const { fnIndex } of readers) tied.add(fnIndex)
      if (readers.length > 0) tied.add(writer.fnIndex)
    }
  }
  return tied
}

/** Functions that an app lists, as far as the config alone tells. */
export function findListed({ dependencies }: Pick<GradioConfig, 'dependencies'>): ReadonlySet<number> {
  return new Set(
    dependencies.flatMap((dependency, index) => {
      const { api_name: name } = dependency
      return typeof name === 'string' && name !== '' && !isUnlisted(dependency) ? [dependency.id ?? index] : []
    }),
  )
}

/** Hidden from the app's list of functions. */
export function isUnlisted(dependency: GradioDependency): boolean {
  return dependency.backend_fn === false || dependency.show_api === false || dependency.api_visibility === 'private'
}

/**
 * It can run alone: no script of the page takes part, it ends (`every=` does not), and it takes no stream of frames.
 */
function canRunAlone({ backend_fn: hasFunction, js, types, connection }: GradioDependency): boolean {
  return hasFunction !== false && (js === null || js === undefined || js === false) && types?.generator !== true && connection !== 'stream'
}

function readTriggers(dependency: GradioDependency, known: ReadonlySet<number>, fields: ReadonlySet<number>): readonly AppEventTrigger[] {
  const { targets, trigger_after: after, trigger_only_on_success: onlyOnSuccess } = dependency
  if (typeof after === 'number') return [{ kind: 'after', fnIndex: after, onlyOnSuccess: onlyOnSuccess === true }]
  if (!Array.isArray(targets)) return []
  return targets.flatMap((target: unknown): AppEventTrigger[] => {
    if (!Array.isArray(target)) return []
    // A list of unknown items.
    const [componentId, name] = target as unknown[]
    // The page itself is not a component: it has no id on 3, and one of its own from 4 on.
    if (name === 'load') return typeof componentId === 'number' && known.has(componentId) ? [] : [{ kind: 'load' }]
    if (typeof componentId !== 'number' || !fields.has(componentId) || !FIELD_EVENTS.has(name)) return []
    // The set holds exactly the members of the type.
    return [{ kind: 'field', componentId, name: name as FieldEventName }]
  })
}
