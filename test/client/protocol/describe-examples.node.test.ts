/** Examples an app offers, from configs of a small app of four Gradio versions (`test/fixtures/examples`). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'

function describeVersion(version: string, change: (config: Record<string, unknown>) => void = () => {}) {
  const text = readFileSync(join(import.meta.dirname, `../../fixtures/examples/gradio-${version}.json`), 'utf8')
  const { config, info } = JSON.parse(text) as { config: Record<string, unknown>; info: unknown }
  change(config)
  const rootUrl = 'http://127.0.0.1:7900'
  return describeApp({ address: rootUrl, rootUrl, route: 'direct', config, info, supportsSSE: true, capabilities: DIRECT_CAPABILITIES })
}

it.each(['3', '4', '5', '6'])('finds the examples of each endpoint on Gradio %s', (version) => {
  const [go, single, other] = describeVersion(version).endpoints
  expect(go?.examples).toMatchObject([{ label: 'Try', parameters: go?.parameters.slice(0, 4).map(({ name }) => name) }])
  expect(go?.examples?.[0]?.rows.map(([text, number]) => [text, number])).toEqual([
    ['hi', 3],
    ['ho', 4],
  ])
  expect(go?.examples?.[0]?.rows[0]?.[2]).toMatchObject({ path: expect.stringMatching(/red\.png$/), orig_name: 'red.png' })
  expect(single?.examples?.[0]).toMatchObject({ label: null, rows: [['one'], ['two'], ['three']] })
  expect(other?.examples?.[0]?.rows).toEqual([
    ['x', 1],
    ['y', 2],
  ])
})

it.each<[string, Record<string, unknown>]>([
  ['no rows', { samples: [] }],
  ['rows that are none', { samples: 'abc' }],
  ['fields of another endpoint', { component_ids: [1, 999] }],
  ['no fields', { component_ids: null }],
  ['a set that is hidden', { visible: false }],
])('offers nothing for %s', (_name, props) => {
  const { endpoints } = describeVersion('6', (config) => {
    for (const one of config.components as { type: string; props: Record<string, unknown> }[]) {
      if (one.type === 'dataset') Object.assign(one.props, props)
    }
  })
  expect(endpoints.map(({ examples }) => examples)).toEqual(endpoints.map(() => undefined))
})
