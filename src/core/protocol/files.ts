/** Files among the inputs of a call: finding them wherever they stand. Before anything is sent, so a page loads this at once. */
import { GradioStreamError } from '../errors.ts'
import type { EndpointDescription } from './app-description.ts'

/** Lists and objects in one another deeper than this are no input of any component, and could be endless. */
const MAX_DEPTH = 500

/** Whether a value is a `File` or a `Blob`, of this realm or another. */
export function isFile(value: unknown): value is Blob {
  if (typeof value !== 'object' || value === null) return false
  const tag = Object.prototype.toString.call(value)
  return (tag === '[object File]' || tag === '[object Blob]') && 'size' in value && typeof value.size === 'number'
}

/** Every file in the values, each once, in order. Throws `input-invalid` for values nested without end. */
export function findFiles(endpoint: Pick<EndpointDescription, 'name' | 'parameters'>, values: readonly unknown[]): Blob[] {
  const found = new Set<Blob>()
  for (const [index, value] of values.entries()) {
    walkFiles(value, 0, endpoint.parameters[index]?.name ?? null, (file) => {
      found.add(file)
      return file
    })
  }
  return [...found]
}

/** Visits every file; the answer shares all that holds none with the value it was given. */
export function walkFiles(value: unknown, depth: number, parameter: string | null, visit: (file: Blob) => unknown): unknown {
  if (isFile(value)) return visit(value)
  if (typeof value !== 'object' || value === null) return value
  const isList = Array.isArray(value)
  if (!isList && !isPlain(value)) return value
  if (depth >= MAX_DEPTH) throw tooDeep(parameter)
  const entries = Object.entries(value)
  let isChanged = false
  for (const entry of entries) {
    const next = walkFiles(entry[1], depth + 1, parameter, visit)
    isChanged ||= next !== entry[1]
    entry[1] = next
  }
  if (!isChanged) return value
  // `fromEntries` defines members, so that not even a member named `__proto__` reaches a prototype.
  return isList ? entries.map(([, next]) => next) : Object.fromEntries(entries)
}

/** What JSON makes an object of; a `Date` or a `Map` is left to whoever writes the JSON. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function tooDeep(parameter: string | null): GradioStreamError<'input-invalid'> {
  const message = `holds lists or objects more than ${MAX_DEPTH} deep in one another, or one that holds itself`
  return new GradioStreamError('input-invalid', {
    message: `${parameter === null ? 'A value' : `The value of "${parameter}"`} ${message}.`,
    hint: 'Pass plain values: texts, numbers, files, lists, objects.',
    details: { issues: [{ parameter, message }] },
  })
}
