/**
 * Lists and objects of a typed function: records as a table, an object as names and values, a list as a list; anything
 * else as a tree.
 */
import { useContext } from 'react'
import type { ReactElement } from 'react'
import { readableName } from '@gradio-stream/client/internal/protocol/describe/readable-name'
import { namesOf, optionsOf, resolveSchema, typesOf } from '@gradio-stream/client/internal/protocol/values/value-schema'
import type { ValueSchema } from '@gradio-stream/client/internal/protocol/values/value-schema'
import { textOfValue } from '../../kit/component-props.ts'
import { isRecord } from '../media/media-values.ts'
import { jsonOutput } from '../json/json-output.tsx'
import type { OutputComponentProps } from '../output-kind.ts'
import { OutputRegistryContext } from '../registry-context.ts'
import { useShownCount } from '../../kit/show-more.tsx'
import { componentOf } from './component-of.ts'
import { toTable } from './to-table.ts'

/** Objects that are nested deeper are a tree. */
const MAX_DEPTH = 3
const FIRST = 50
const MORE = 200
/** A number, or a text of this length at most, needs no line of its own. */
const SHORT = 60

/** Draws a value that is a list or an object. */
export function TypedView(props: OutputComponentProps): ReactElement {
  return <View {...props} depth={0} root={props.schema ?? {}} part={props.schema} />
}

/** `part`: the schema of this value, below `root`. */
type ViewProps = OutputComponentProps & { readonly depth: number; readonly root: ValueSchema; readonly part: unknown }

function View(props: ViewProps): ReactElement {
  const { value, depth, messages } = props
  const registry = useContext(OutputRegistryContext)
  const component = componentOf(value)
  if (component !== null) {
    if (!isPlain(value)) {
      const kind = Object.hasOwn(registry, component) ? registry[component] : undefined
      return kind ? <kind.Component {...props} /> : <jsonOutput.Component {...props} />
    }
    return <Scalar value={value} messages={messages} />
  }
  const table = toTable(value, (name) => memberName(itemOf(props), name, props.root))
  const grid = Object.hasOwn(registry, 'dataframe') ? registry.dataframe : undefined
  if (table && grid) return <grid.Component {...props} value={table} />
  if (depth >= MAX_DEPTH) return <jsonOutput.Component {...props} />
  if (Array.isArray(value)) return <List {...props} items={value} />
  return isRecord(value) ? <Entries {...props} entries={Object.entries(value)} /> : <jsonOutput.Component {...props} />
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

/** Numbers as the app wrote them: 2025 may be a year or a count. */
function Scalar({ value, messages }: Pick<OutputComponentProps, 'value' | 'messages'>): ReactElement {
  const { output } = messages
  if (value === null || value === undefined || value === '') return <span className="rgs-muted">{output.empty}</span>
  if (typeof value === 'boolean') return <span>{value ? output.yes : output.no}</span>
  return (
    <span className={typeof value === 'number' ? 'rgs-figures' : undefined} dir="auto">
      {textOfValue(value)}
    </span>
  )
}

/** The schema of the items of a list. */
function itemOf({ part, root }: Pick<ViewProps, 'part' | 'root'>): unknown {
  return notNull(part, root).items
}

function memberOf(part: unknown, name: string, root: ValueSchema): unknown {
  const { properties, additionalProperties } = notNull(part, root)
  return isRecord(properties) && Object.hasOwn(properties, name) ? properties[name] : additionalProperties
}

/** The name of a member: one by the function's author in words, a dictionary's key unchanged. */
function memberName(part: unknown, name: string, root: ValueSchema): string {
  return namesOf(notNull(part, root)).includes(name) ? readableName(name) : name
}

/** The schema of a value that is not `null`. */
function notNull(part: unknown, root: ValueSchema): ValueSchema {
  const schema = resolveSchema(part, root)
  const other = optionsOf(schema)?.find((option) => !typesOf(resolveSchema(option, root)).includes('null'))
  return other === undefined ? schema : resolveSchema(other, root)
}

function List({ items, depth, ...props }: ViewProps & { items: readonly unknown[] }): ReactElement {
  const { messages, formats } = props
  const { shown, button } = useShownCount(items.length, { first: FIRST, step: MORE, messages, formats })
  if (items.length === 0) return <span className="rgs-muted">{messages.output.empty}</span>
  return (
    <>
      <ul className="rgs-typed-list">
        {items.slice(0, shown).map((item, index) => (
          <li key={index}>
            <View {...props} value={item} depth={depth + 1} part={itemOf(props)} />
          </li>
        ))}
      </ul>
      {button}
    </>
  )
}

function Entries({ entries, depth, ...props }: ViewProps & { entries: readonly (readonly [string, unknown])[] }): ReactElement {
  const { messages, formats } = props
  const { shown, button } = useShownCount(entries.length, { first: FIRST, step: MORE, messages, formats })
  if (entries.length === 0) return <span className="rgs-muted">{messages.output.empty}</span>
  return (
    <>
      <dl className="rgs-typed-entries">
        {entries.slice(0, shown).map(([name, value]) => (
          <div key={name} className="rgs-typed-entry" data-short={isShort(value) || undefined}>
            <dt className="rgs-muted" dir="auto">
              {memberName(props.part, name, props.root)}
            </dt>
            <dd>
              <View
                {...props}
                label={`${props.label}, ${memberName(props.part, name, props.root)}`}
                value={value}
                depth={depth + 1}
                part={memberOf(props.part, name, props.root)}
              />
            </dd>
          </div>
        ))}
      </dl>
      {button}
    </>
  )
}

function isShort(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlain) && value.join(', ').length <= SHORT
  return isPlain(value) && String(value).length <= SHORT && !String(value).includes('\n')
}
