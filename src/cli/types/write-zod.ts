/** Writes the types of an app as zod schemas (zod 4), named after the types. Pure. */
import type { AppTypes, EndpointTypes, TupleElement } from './endpoint-types.ts'
import { layOut } from './lay-out.ts'
import type { Code } from './lay-out.ts'
import { literalOf, MOST_COLUMNS, objectKey } from './safe-text.ts'
import type { Declaration, ValueMember, ValueType } from './value-type.ts'

/** One schema per named type, and per endpoint one of its inputs and one of its values. */
export function writeSchemas({ declarations, endpoints }: AppTypes): string[] {
  const schemas = new Schemas()
  return [
    ...declarations.map((declaration) => schemas.writeNamed(declaration)),
    ...endpoints.map((endpoint) => schemas.writeOfEndpoint(endpoint)),
  ]
}

class Schemas {
  /** Names of types whose schemas stand above. */
  readonly #written = new Set<string>()
  readonly #taken = new Set<string>()

  writeNamed({ name, members, code }: Declaration): string {
    const schema = code ? code.zod : this.#object('z.looseObject', members ?? [])
    this.#written.add(name)
    const head = `export const ${schemaName(name)}: z.ZodType<${name}> =`
    return head.length + 1 + (schema.split('\n')[0]?.length ?? 0) <= MOST_COLUMNS ? `${head} ${schema}` : `${head}\n  ${schema}`
  }

  writeOfEndpoint({ name, inputs, data }: EndpointTypes): string {
    const stem = this.#stemFor(name)
    const head = `export const ${stem}Data = `
    return `export const ${stem}Inputs = ${this.#object('z.strictObject', inputs)}\n\n${head}${this.#tuple(data, head.length)}`
  }

  /** `CaptionEndpoint` gives `caption`, unless another endpoint has it. */
  #stemFor(name: string): string {
    const stem = lowerFirst(name.replace(/Endpoint\d*$/, '')) || 'endpoint'
    let free = stem
    for (let count = 2; this.#taken.has(free.toLowerCase()); count += 1) free = `${stem}${count}`
    this.#taken.add(free.toLowerCase())
    return free
  }

  #object(call: string, members: readonly ValueMember[]): string {
    if (members.length === 0) return `${call}({})`
    const lines = members.map(({ name, type, isOptional }) => {
      const schema = this.#schema(type)
      const key = `${objectKey(name)}: `
      return `  ${key}${layOut(isOptional ? { call: 'z.optional', args: [schema] } : schema, key.length + 2, '  ', 1)},`
    })
    return `${call}({\n${lines.join('\n')}\n})`
  }

  #tuple(data: readonly TupleElement[], column: number): string {
    return layOut({ call: 'z.tuple', args: [{ list: data.map(({ type }) => this.#schema(type)) }] }, column, '')
  }

  #schema(type: ValueType): Code {
    switch (type.kind) {
      case 'word':
        return `z.${type.word}()`
      case 'literal':
        return `z.literal(${literalOf(type.value)})`
      case 'open-text':
        return 'z.string()'
      case 'list':
        return { call: 'z.array', args: [this.#schema(type.item)] }
      case 'tuple':
        return { call: 'z.tuple', args: [{ list: type.items.map((item) => this.#schema(item)) }] }
      case 'record':
        return { call: 'z.record', args: ['z.string()', this.#schema(type.value)] }
      case 'union':
        return this.#union(type.options)
      case 'named':
        // One that refers to itself is not made yet.
        return this.#written.has(type.name) ? schemaName(type.name) : `z.lazy(() => ${schemaName(type.name)})`
      default:
        return type satisfies never
    }
  }

  #union(options: readonly ValueType[]): Code {
    const others = options.filter((option) => option.kind !== 'word' || option.word !== 'null')
    const literals = others.flatMap((option) => (option.kind === 'literal' ? [literalOf(option.value)] : []))
    const [only] = others
    const several: Code =
      literals.length === others.length
        ? { call: 'z.literal', args: [{ list: literals }] }
        : { call: 'z.union', args: [{ list: others.map((option) => this.#schema(option)) }] }
    const inner = others.length === 1 && only ? this.#schema(only) : several
    return others.length === options.length ? inner : { call: 'z.nullable', args: [inner] }
  }
}

/** `ChatMessage` gives `chatMessageSchema`. */
function schemaName(name: string): string {
  return `${lowerFirst(name)}Schema`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
