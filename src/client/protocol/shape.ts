/**
 * Shapes of what is read before the first run: config, info, discovery. A page loads these at once, and the schema
 * library that judges messages is more than all of discovery, so they are judged by hand. Loose: what a version adds is
 * kept and ignored.
 */

/** What is wrong, and where. */
export interface ShapeIssue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** Whether a value has the shape; what is wrong with it is added to the issues. */
export type Shape<Value> = (value: unknown, path: readonly PropertyKey[], issues: ShapeIssue[]) => value is Value

const MAX_ISSUES = 5

/** What is wrong with a value; nothing where it has the shape. */
export function findIssues(shape: Shape<unknown>, value: unknown): readonly ShapeIssue[] {
  const issues: ShapeIssue[] = []
  shape(value, [], issues)
  return issues
}

/** Whether a value has the shape. */
export function hasShape<Value>(shape: Shape<Value>, value: unknown): value is Value {
  return shape(value, [], [])
}

/** A text. */
export const text: Shape<string> = primitive('string')
/** Finite: JSON can write a number that is none. */
export const number: Shape<number> = (value, path, issues): value is number =>
  Number.isFinite(value) || wrong('a number', value, path, issues)
/** True or false. */
export const flag: Shape<boolean> = primitive('boolean')

/** Anything, to be judged where it is read. */
export const anything: Shape<unknown> = (_value): _value is unknown => true

/** The shape, or `null`, or nothing. */
export function optional<Value>(shape: Shape<Value>): Shape<Value | null | undefined> {
  return (value, path, issues): value is Value | null | undefined => value === undefined || value === null || shape(value, path, issues)
}

/** A list of nothing else. */
export function list<Item>(item: Shape<Item>): Shape<Item[]> {
  return (value, path, issues): value is Item[] => {
    if (!Array.isArray(value)) return wrong('a list', value, path, issues)
    let isRight = true
    for (let index = 0; index < value.length && issues.length < MAX_ISSUES; index++) {
      isRight = item(value[index], [...path, index], issues) && isRight
    }
    return isRight
  }
}

/** An object with at least these members. */
export function object<Value extends object>(members: { readonly [Name in keyof Value]-?: Shape<Value[Name]> }): Shape<Value> {
  const shapes = Object.entries<Shape<unknown>>(members)
  return (value, path, issues): value is Value => {
    if (!isObject(value)) return wrong('an object', value, path, issues)
    let isRight = true
    for (const [name, shape] of shapes) isRight = shape(value[name], [...path, name], issues) && isRight
    return isRight
  }
}

/** An object whose members are all alike. */
export function record<Value>(member: Shape<Value>): Shape<Record<string, Value>> {
  return (value, path, issues): value is Record<string, Value> => {
    if (!isObject(value)) return wrong('an object', value, path, issues)
    let isRight = true
    for (const name of Object.keys(value)) {
      if (issues.length >= MAX_ISSUES) break
      isRight = member(value[name], [...path, name], issues) && isRight
    }
    return isRight
  }
}

function primitive<Value>(kind: 'string' | 'boolean'): Shape<Value> {
  return (value, path, issues): value is Value => typeof value === kind || wrong(`a ${kind}`, value, path, issues)
}

function wrong(expected: string, value: unknown, path: readonly PropertyKey[], issues: ShapeIssue[]): false {
  issues.push({ path, message: `expected ${expected}, received ${value === undefined ? 'nothing' : typeInWords(value)}` })
  return false
}

/** What a value is, in words. */
export function typeInWords(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
