/** Results of typed functions, as a real Gradio 6.31 describes them (`test/live/gradio/typed.py`). */
import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'
import { findEndpoint } from '../../../src/client/protocol/endpoint-name.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { stream } from '../../../stories/states.ts'
import captured from '../../fixtures/typed/gradio-6.json' with { type: 'json' }
import { draw } from '../process/draw.tsx'

const at = { address: 'http://app.test', rootUrl: 'http://app.test', route: 'direct', supportsSSE: true } as const
const app = describeApp({ ...at, ...captured, capabilities: DIRECT_CAPABILITIES })
const returns = findEndpoint(app, '/returns')
const article = { title: 'On typing', words: 2025, draft: false, author: { name: 'Ada', email: null }, tags: ['a', 'b'] }
const rows = [
  { label: 'cat', score: 0.9, checked: true },
  { label: 'dog', score: 0.1, checked: false },
]
const data = ['words', 42, 0.5, true, ['one', 'two'], rows, article, { black_tea: 2.5 }, null, { deep: [1, { er: 2 }] }]

it('draws each value as what it is, and names none after the machine', async () => {
  draw(stream({ endpoint: returns, data }), <GradioProcess.Output />)
  expect(screen.queryByText(/^\d+(?:st|nd|rd|th)$/)).toBeNull()
  const output = (place: number) => within(screen.getByRole('region', { name: new RegExp(`Output ${place}$`) }))
  expect(output(1).getByText('words')).toBeTruthy()
  expect(output(2).getByText('42')).toBeTruthy()
  expect(output(4).getByText('Yes')).toBeTruthy()
  expect((await output(5).findAllByRole('listitem')).map((item) => item.textContent)).toEqual(['one', 'two'])
  expect((await output(6).findAllByRole('columnheader')).map((cell) => cell.textContent)).toEqual(['Label', 'Score', 'Checked'])
  const entries = output(7)
    .getAllByRole('term')
    .map((term) => term.textContent)
  expect(entries).toEqual(['Title', 'Words', 'Draft', 'Author', 'Name', 'Email', 'Tags'])
  // It may be a year or a count.
  expect(output(7).getByText('2025')).toBeTruthy()
  // A key of a dictionary is a value of the app, not a name its author gave a field.
  expect(output(8).getByText('black_tea')).toBeTruthy()
  expect(output(9).getByText('Nothing')).toBeTruthy()
})

it('draws a file as what it holds', async () => {
  const file = (path: string) => ({
    path,
    url: null,
    size: null,
    orig_name: null,
    mime_type: null,
    is_stream: false,
    meta: { _type: 'gradio.FileData' },
  })
  const endpoint = findEndpoint(app, '/return_files')
  draw(stream({ endpoint, data: [file('/tmp/a.png'), [file('/tmp/b.txt'), file('/tmp/c.txt')]] }), <GradioProcess.Output />)
  expect(document.querySelector('.rgs-media')).toBeTruthy()
  expect(screen.getByText('b.txt')).toBeTruthy()
  expect(screen.getByText('c.txt')).toBeTruthy()
})
