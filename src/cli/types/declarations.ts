/** The named types of one file: each has a name of its own and is written once, after those that it is made of. */
import { BUILT_IN } from './built-in-types.ts'
import type { Declaration, ValueMember, ValueType } from './value-type.ts'

/** What a file of types names beside its own types: globals, what it imports, its functions. */
const OTHERS =
  'AppDescription GradioClient RunArguments RunCall GradioStream UseGradioStreamOptions Array ArrayBuffer Blob Boolean Date File Function Map Number Object Omit Promise ReadableStream Record Set String Symbol URL Uint8Array any bigint never unknown undefined void z Endpoints useAppStream runApp'
const TAKEN = OTHERS.split(' ').concat(BUILT_IN.map(({ name }) => name))

/** Collects what a file declares. */
export class Declarations {
  readonly #taken = new Set<string>(TAKEN.map((name) => name.toLowerCase()))
  readonly #byKey = new Map<string, string>()
  readonly #declared = new Map<string, Declaration>()

  /** A name that nothing else has: `wanted`, or with a number. Names differ by more than their case. */
  nameFor(wanted: string): string {
    const stem = wanted === '' ? 'Value' : wanted
    let name = stem
    for (let count = 2; this.#taken.has(name.toLowerCase()); count += 1) name = `${stem}${count}`
    this.#taken.add(name.toLowerCase())
    return name
  }

  /**
   * The type of an object. `key` tells which object it is: the second one with the same key is the first, also while
   * its members are still being read, as in one that refers to itself.
   */
  object(key: string, wanted: string, comment: readonly string[], members: () => readonly ValueMember[]): ValueType {
    const known = this.#byKey.get(key)
    if (known !== undefined) return { kind: 'named', name: known }
    const name = this.nameFor(wanted)
    this.#byKey.set(key, name)
    this.#declared.set(name, { name, comment, members: members() })
    return { kind: 'named', name }
  }

  /** One of the types that every file may have. */
  builtIn(name: string): ValueType {
    const found = BUILT_IN.find((one) => one.name === name)
    if (found && !this.#declared.has(name)) {
      this.#declared.set(name, found)
      for (const { type } of found.members ?? []) this.#declareNamesIn(type)
    }
    return { kind: 'named', name }
  }

  #declareNamesIn(type: ValueType): void {
    for (const name of namesIn(type)) this.builtIn(name)
  }

  /** All of them; each after those that it refers to, except in circles. */
  inOrder(): readonly Declaration[] {
    const done = new Set<string>()
    const ordered: Declaration[] = []
    const visit = (name: string): void => {
      const declaration = this.#declared.get(name)
      if (!declaration || done.has(name)) return
      done.add(name)
      for (const { type } of declaration.members ?? []) for (const inner of namesIn(type)) visit(inner)
      ordered.push(declaration)
    }
    for (const name of [...this.#declared.keys()].toSorted()) visit(name)
    return ordered
  }
}

/** Names to which a type refers. */
export function namesIn(type: ValueType): readonly string[] {
  switch (type.kind) {
    case 'named':
      return [type.name]
    case 'list':
      return namesIn(type.item)
    case 'record':
      return namesIn(type.value)
    case 'tuple':
      return type.items.flatMap(namesIn)
    case 'union':
      return type.options.flatMap(namesIn)
    case 'word':
    case 'literal':
    case 'open-text':
      return []
    default:
      return type satisfies never
  }
}
