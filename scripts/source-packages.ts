/**
 * Settings with which Vite reads the packages in `src` from their sources, by the condition `gradio-stream-source` of
 * each manifest: nothing has to be built before a test, a story or a page. TypeScript has the same in `tsconfig.json`,
 * Node in `--conditions=gradio-stream-source`.
 */
import { defaultClientConditions, defaultServerConditions } from 'vite'

/** The condition that names a source file in the `exports` of a package in `src`. */
export const SOURCE = 'gradio-stream-source'

/** Without `module`: Vitest hands them on to Node, for which the files of `@opentelemetry/api` there are no modules. */
const serverConditions = defaultServerConditions.filter((condition) => condition !== 'module')

export const sourcePackages = {
  resolve: { conditions: [SOURCE, ...defaultClientConditions] },
  ssr: {
    resolve: { conditions: [SOURCE, ...serverConditions], externalConditions: [SOURCE, 'node'] },
    noExternal: [/^@gradio-stream\//, 'react-gradio-stream'],
  },
}
