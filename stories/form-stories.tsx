/** Shared by stories of fields: a form with a story's parameters and nothing else. */
import type { ReactElement } from 'react'
import type { ParameterDescription } from '../src/client/index.ts'
import { GradioProcess } from '../src/react/index.ts'
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
