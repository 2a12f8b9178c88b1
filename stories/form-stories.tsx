/** What stories of fields share: a form with the parameters a story names, and nothing else. */
import type { ReactElement } from 'react'
import type { ParameterDescription } from '../src/core/index.ts'
import { GradioProcess } from '../src/index.ts'
import { summarise } from './fixtures.ts'
import { PartFrame } from './frame.tsx'
import { stream } from './states.ts'

/** Args of such a story. */
export interface FormArgs {
  parameters: readonly ParameterDescription[]
}

/** Everything of their `meta` but the title. */
export const formStories = {
  args: { parameters: [] },
  parameters: { controls: { exclude: ['parameters'] } },
  render: ({ parameters }: FormArgs): ReactElement => (
    <PartFrame stream={stream({ endpoint: { ...summarise, parameters } })}>
      <GradioProcess.Form />
    </PartFrame>
  ),
}
