/**
 * An app is not trusted: what it calls its endpoints and parameters, what it offers and says stays a literal, a name
 * or a comment. The file is read with a parser: it holds declarations and nothing that does something.
 */
import { runInThisContext } from 'node:vm'
import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { parseAst } from 'rolldown/parseAst'
import { expect, test } from 'vitest'
import { typesOfApp } from '../../src/cli/types/endpoint-types.ts'
import { commentLines, quoted } from '../../src/cli/types/safe-text.ts'
import { writeTypes } from '../../src/cli/types/write-types.ts'
import { appOf, parameter, returned } from './captured-apps.ts'
import { compileErrors } from './compile.ts'

const BAD = 'globalThis.broken=1'
const TEXTS = [
  `*/ ${BAD} /*`,
  `*\u200b/ ${BAD}`,
  `' + (${BAD}) + '`,
  `"+(${BAD})+"`,
  `\`\${${BAD}}\``,
  `\\`,
  `\\' ${BAD} //`,
  `\n${BAD}\n`,
  `\r${BAD}`,
  `\u2028${BAD}\u2029`,
  `\u202e${BAD}\u2066`,
  '@ts-ignore',
  '@ts-nocheck',
  '//# sourceMappingURL=https://evil.example/x.map',
  '/*# sourceURL=x */',
  '} export default 1; interface X {',
  '__proto__',
  'constructor',
  'toString',
  '\ud800',
  '</script>',
  '',
  ' ',
  '0',
  'class',
  'Endpoints',
  '🎉 party',
]

function hostileApp(text: string): string {
  const app = appOf({
    name: `/${text}`,
    description: text,
    parameters: [
      parameter({ name: text, label: text, pythonType: text, hasDefault: true, defaultValue: text, props: { info: text } }),
      parameter({ name: `${text}2`, component: 'dropdown', props: { choices: [[text, text]], allow_custom_value: true } }),
      parameter({
        name: `${text}3`,
        component: 'radio',
        props: {
          choices: [
            [text, text],
            ['b', text],
          ],
        },
      }),
      parameter({
        name: `${text}4`,
        schema: {
          type: 'object',
          title: text,
          description: text,
          properties: { [text]: { const: text, description: text } },
          required: [],
        },
      }),
    ],
    returns: [returned({ label: text, schema: { enum: [text, 1] } }), returned({ label: text, component: text.toLowerCase() })],
  })
  return writeTypes(typesOfApp({ ...app, title: text, version: text }), { zod: true, react: true, client: true })
}

interface Node {
  readonly type: string
  readonly [member: string]: unknown
}

/** Every node of a file. */
function nodesOf(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf)
  if (typeof value !== 'object' || value === null) return []
  const own = 'type' in value && typeof value.type === 'string' ? [value as Node] : []
  return [...own, ...Object.values(value).flatMap(nodesOf)]
}

/** `{ __proto__: … }` sets a prototype; `{ ['__proto__']: … }` makes a member. */
function setsPrototype({ type, computed, key }: Node): boolean {
  return type === 'Property' && computed !== true && JSON.stringify(key).includes('"__proto__"')
}

/** What stands in a file that has only types, schemas and our two functions. */
function isHarmless(code: string): boolean {
  const { body } = parseAst(code, { lang: 'ts' })
  const statements = new Set(body.map(({ type }: { type: string }) => type))
  if ([...statements].some((type) => type !== 'ImportDeclaration' && type !== 'ExportNamedDeclaration')) return false
  const nodes = nodesOf(body)
  const identifiers = nodes.flatMap((node) => (node.type === 'Identifier' ? [String(node.name)] : []))
  return (
    !identifiers.includes('globalThis') &&
    !nodes.some(setsPrototype) &&
    !nodes.some(({ type }) => type === 'TemplateLiteral' || type === 'AssignmentExpression' || type === 'NewExpression')
  )
}

test('a file that does something is found', () => {
  expect(isHarmless(`export interface A {}\n${BAD}`)).toBe(false)
  expect(isHarmless(`export const a = [${BAD}]`)).toBe(false)
  expect(isHarmless('export const a = { __proto__: 1 }')).toBe(false)
  expect(isHarmless("export const a = { ['__proto__']: 1 }")).toBe(true)
  expect(isHarmless('export interface A { b: string }')).toBe(true)
})

test.each(TEXTS.map((text) => [JSON.stringify(text), text]))('%s stays inside of its literal, name or comment', (_, text) => {
  expect(isHarmless(hostileApp(text))).toBe(true)
})

test('any text does', () => {
  const piece = oneof(constantFrom(...TEXTS), string({ unit: 'binary', maxLength: 12 }))
  assert(
    property(array(piece, { maxLength: 4 }), (pieces) => isHarmless(hostileApp(pieces.join('')))),
    { numRuns: 300 },
  )
})

test('all of them compile', { timeout: 120_000 }, () => {
  const files = Object.fromEntries(TEXTS.map((text, index) => [`hostile${index}.ts`, hostileApp(text)]))
  expect(compileErrors(files)).toEqual([])
})

test('a literal is the text', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      expect(runInThisContext(`(${quoted(text)})`)).toBe(text)
    }),
  )
})

test('a comment has no tag, no directive and no end', () => {
  expect(commentLines('@ts-ignore\nMail me@example.com */ now\n\u202e')).toEqual(['\\@ts-ignore', 'Mail me@example.com *\\/ now'])
})
