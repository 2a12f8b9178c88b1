/**
 * What a bundler for server components does, for Node: a module that begins with `"use client"` is not run. In its
 * place stand references to its exports, and reading a member of one fails.
 */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'rolldown/parseAst'

registerHooks({
  load(url, context, next) {
    if (!url.startsWith('file:') || !/\.(tsx?|js)$/.test(url)) return next(url, context)
    const source = readFileSync(fileURLToPath(url), 'utf8')
    const { body } = parseAst(source, { lang: url.endsWith('.ts') ? 'ts' : 'tsx' })
    const [first] = body
    const isClient = first?.type === 'ExpressionStatement' && 'directive' in first && first.directive === 'use client'
    if (!isClient) return next(url, context)
    const names = body.flatMap((node): string[] => {
      if (node.type !== 'ExportNamedDeclaration' || node.exportKind === 'type') return []
      const { declaration } = node
      if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration')
        return declaration.id ? [declaration.id.name] : []
      if (declaration?.type === 'VariableDeclaration') {
        return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
      }
      return node.specifiers.flatMap(({ exported, exportKind }) =>
        exportKind === 'type' || exported.type !== 'Identifier' ? [] : [exported.name],
      )
    })
    const stubs = names.map((name) => `export const ${name} = reference('${name}')`)
    const reference = `const reference = (name) => new Proxy(function () {}, { get: (_target, member) => {
      if (member === 'isClientReference') return true
      throw new Error('A server component cannot read ' + name + '.' + String(member))
    } })`
    return { format: 'module', source: [reference, ...stubs].join('\n'), shortCircuit: true }
  },
})
