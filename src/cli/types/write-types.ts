/** Writes the types of an app as a TypeScript file, formatted as Prettier and oxfmt leave it. Pure. */
import type { AppTypes, EndpointTypes, TupleElement } from './endpoint-types.ts'
import { commentLines, literalOf, memberName, MOST_COLUMNS, quoted } from './safe-text.ts'
import type { Declaration, ValueMember, ValueType } from './value-type.ts'
import { writeSchemas } from './write-zod.ts'

/** What a file holds beside the types. */
export interface WriteOptions {
  /** zod schemas of all inputs and values. */
  readonly zod?: boolean
  /** `useAppStream`: `useGradioStream` for the app's endpoints. */
  readonly react?: boolean
  /** `runApp`: `client.run` for the app's endpoints. */
  readonly client?: boolean
}

/** The whole file. */
export function writeTypes(app: AppTypes, { zod = false, react = false, client = false }: WriteOptions = {}): string {
  const names = app.endpoints.map(({ endpoint, name }) => `  ${memberName(endpoint)}: ${name}`)
  const index = names.length === 0 ? 'export interface Endpoints {}' : `export interface Endpoints {\n${names.join('\n')}\n}`
  const parts = [
    writeComment([...app.comment, 'Do not edit: another run of it writes the file again.'], ''),
    ...imports({ zod: zod && app.endpoints.length > 0, react, client }),
    ...app.declarations.map(writeDeclaration),
    ...app.endpoints.map(writeEndpoint),
    `/** All endpoints, by name. */\n${index}`,
    ...(zod ? writeSchemas(app) : []),
    ...(react ? [USE_APP_STREAM] : []),
    ...(client ? [RUN_APP] : []),
  ]
  // The comment of the file stands on the first import or type as its own paragraph.
  return `${parts.join('\n\n')}\n`
}

function imports({ zod = false, react = false, client = false }: WriteOptions): string[] {
  const lines = [
    ...(client ? ["import type { AppDescription, GradioClient, RunArguments, RunCall } from '@gradio-stream/client'"] : []),
    ...(react ? ["import {\n  type GradioStream,\n  useGradioStream,\n  type UseGradioStreamOptions,\n} from 'react-gradio-stream'"] : []),
    ...(zod ? ["import * as z from 'zod'"] : []),
  ]
  return lines.length === 0 ? [] : [lines.join('\n')]
}

const USE_APP_STREAM = `/** \`useGradioStream\` for this app: a wrong endpoint or a wrong input is an error of TypeScript. */
export function useAppStream<Name extends keyof Endpoints>(
  options: Omit<UseGradioStreamOptions<Endpoints[Name]>, 'endpoint'> & { endpoint: Name },
): GradioStream<Endpoints[Name]> {
  return useGradioStream<Endpoints[Name]>(options)
}`

const RUN_APP = `/** \`client.run\` for this app: a wrong endpoint or a wrong input is an error of TypeScript. */
export function runApp<Name extends keyof Endpoints>(
  client: GradioClient,
  app: string | AppDescription,
  endpoint: Name,
  ...given: RunArguments<Endpoints[Name]>
): RunCall<Endpoints[Name]> {
  return client.run<Endpoints[Name]>(app, endpoint, ...given)
}`

/** A comment of one line, or of several. */
export function writeComment(lines: readonly string[], indent: string): string {
  const [first = '', ...more] = lines
  if (lines.length === 0) return ''
  if (more.length === 0) return `${indent}/** ${first} */`
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n')
}

function commented(lines: readonly string[], indent: string, code: string): string {
  return lines.length === 0 ? code : `${writeComment(lines, indent)}\n${code}`
}

function writeDeclaration({ name, comment, members, code }: Declaration): string {
  if (code) return commented(comment, '', `export type ${name} =${code.type}`)
  const lines = (members ?? []).map((member) => writeMember(member, '  '))
  return commented(comment, '', `export interface ${name} {\n${lines.join('\n')}\n}`)
}

/** An optional member takes `undefined` too, as the client does: also under `exactOptionalPropertyTypes`. */
function writeMember({ name, type, isOptional, comment }: ValueMember, indent: string): string {
  const head = `${indent}${memberName(name)}${isOptional ? '?' : ''}:`
  return commented(comment, indent, `${head}${writeType(type, head.length, indent, isOptional)}`)
}

function writeEndpoint({ name, endpoint, comment, inputs, args, data }: EndpointTypes): string {
  const members = inputs.map((input) => writeMember(input, '    '))
  const shown = members.length === 0 ? '  inputs: Record<never, never>' : `  inputs: {\n${members.join('\n')}\n  }`
  const lines = [shown, `  args: ${writeTuple(args, '  args: '.length)}`, `  data: ${writeTuple(data, '  data: '.length)}`]
  const words = comment.length === 0 ? commentLines(`Endpoint ${quoted(endpoint)}.`) : comment
  return commented(words, '', `export interface ${name} {\n${lines.join('\n')}\n}`)
}

function writeTuple(elements: readonly TupleElement[], column: number): string {
  const parts = elements.map(({ label, type, isOptional }) => ({
    head: `${label}${isOptional ? '?' : ''}:`,
    type,
    isOptional,
  }))
  const inline = `[${parts.map(({ head, type, isOptional }) => `${head} ${inLine(type, isOptional)}`).join(', ')}]`
  if (column + inline.length <= MOST_COLUMNS) return inline
  const lines = parts.map(({ head, type, isOptional }) => `    ${head}${writeType(type, head.length + 5, '    ', isOptional)},`)
  return `[\n${lines.join('\n')}\n  ]`
}

type List = Extract<ValueType, { readonly kind: 'list' }>

/** A type behind a head that ends in column `column`; a union that does not fit has one option per line. */
function writeType(type: ValueType, column: number, indent: string, takesUndefined: boolean): string {
  const inline = inLine(type, takesUndefined)
  if (column + 1 + inline.length <= MOST_COLUMNS) return ` ${inline}`
  const deeper = `${indent}  `
  const options = [...optionsOf(type).map((option) => writeOption(option, deeper)), ...(takesUndefined ? ['undefined'] : [])]
  if (options.length > 1) return options.map((option) => `\n${deeper}| ${option}`).join('')
  return type.kind === 'list' ? ` ${writeBrokenList(type, indent)}` : ` ${inline}`
}

/** One option of a union that stands on a line of its own. */
function writeOption(option: ValueType, indent: string): string {
  const inline = inLine(option, false, true)
  return option.kind === 'list' && indent.length + 2 + inline.length > MOST_COLUMNS ? writeBrokenList(option, `${indent}  `) : inline
}

function writeBrokenList(list: List, indent: string): string {
  const options = optionsOf(list.item)
  if (options.length < 2) return inLine(list, false)
  return `${before(list)}(\n${options.map((option) => `${indent}  | ${inLine(option, false, true)}`).join('\n')}\n${indent})[]`
}

/** The options of a union; a type alone is its only option. */
function optionsOf(type: ValueType): readonly ValueType[] {
  if (type.kind === 'union') return type.options.flatMap(optionsOf)
  if (type.kind !== 'open-text' || type.choices.length === 0) return [type]
  return [...type.choices.map((value): ValueType => ({ kind: 'literal', value })), { kind: 'open-text', choices: [] }]
}

function inLine(type: ValueType, takesUndefined: boolean, isPart = false): string {
  const text = writeInLine(type, isPart || takesUndefined)
  return takesUndefined && text !== 'unknown' ? `${text} | undefined` : text
}

/** Whether `[]` behind an item belongs to all of it. */
function isOneWord(item: ValueType): boolean {
  return optionsOf(item).length === 1 && item.kind !== 'open-text' && (item.kind !== 'list' || item.isGiven !== true)
}

function before({ isGiven }: List): string {
  return isGiven === true ? 'readonly ' : ''
}

function writeInLine(type: ValueType, isPart: boolean): string {
  switch (type.kind) {
    case 'word':
      return type.word
    case 'literal':
      return literalOf(type.value)
    case 'named':
      return type.name
    case 'record':
      return `Record<string, ${writeInLine(type.value, false)}>`
    case 'tuple':
      return `[${type.items.map((item) => writeInLine(item, false)).join(', ')}]`
    case 'list':
      return before(type) + (isOneWord(type.item) ? `${writeInLine(type.item, true)}[]` : `(${writeInLine(type.item, false)})[]`)
    case 'union':
      return type.options.map((option) => writeInLine(option, true)).join(' | ')
    case 'open-text': {
      // TypeScript drops literals beside `string`; `string & {}` keeps them for the editor.
      const open = type.choices.length > 0 || isPart ? '(string & {})' : 'string & {}'
      return type.choices.length > 0 ? [...type.choices.map((choice) => quoted(choice)), open].join(' | ') : open
    }
    default:
      return type satisfies never
  }
}
