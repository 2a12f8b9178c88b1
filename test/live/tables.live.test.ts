/** What the table field sends is what real Gradio takes, on every version; what comes back is a table again. */
import { afterAll, describe, expect, inject, test } from 'vitest'
import { GradioClient } from '../../src/client/index.ts'
import { dataframeInput } from '../../src/react/inputs/dataframe/dataframe-input.tsx'
import { firstDraft, withCell, withPasted, readLimits } from '../../src/react/inputs/dataframe/table-draft.ts'
import { parsePaste } from '../../src/react/inputs/dataframe/parse-paste.ts'
import { valueOf } from '../../src/react/inputs/dataframe/cell-values.ts'
import { en } from '../../src/react/messages/en.ts'
import { createFormats } from '../../src/react/messages/formats.ts'
import { readTable } from '../../src/react/table/table-value.ts'

for (const [version, address] of Object.entries(inject('gradio'))) {
  describe(`Gradio ${version}`, () => {
    const client = new GradioClient({ backendUrl: null })
    afterAll(() => client.close())

    test('/table takes an edited and pasted table and adds its totals', async () => {
      const app = await client.discover(address)
      const parameter = app.endpoints.find(({ name }) => name === '/table')?.parameters[0]
      if (!parameter) throw new Error('The app has no /table.')
      expect(parameter.component).toBe('dataframe')
      const { props } = parameter
      const edited = withCell(firstDraft(parameter), 0, 1, 10)
      const cells = await parsePaste('c\t5\t6\n"d, too"\t7\t')
      const pasted = withPasted(edited, cells, 2, 0, readLimits(props), (text, column) => valueOf(text, props.datatype, column))
      const reading = dataframeInput.read?.(pasted.draft, parameter, { messages: en, formats: createFormats('en') })
      if (!reading?.ok) throw new Error(reading?.message)
      const state = await client.submit(app, '/table', { [parameter.name]: reading.value }).settled
      if (state.status !== 'succeeded') throw new Error(`It ended as ${state.status}.`)
      const table = readTable(state.data[0])
      expect(table?.headers).toEqual(['name', 'x', 'y', 'total'])
      expect(table?.rows.map(([name, , , total]) => [name, total])).toEqual([
        ['a', 12],
        ['b', 7],
        ['c', 11],
        ['d, too', 7],
      ])
    })
  })
}
