/** What a process loads after its first paint, each piece once for the whole page. */
import { LateCode } from '../late-code.ts'

/** The fields of a form. Asked for with the first paint: it comes while the app is asked what it is. */
export const formCode = new LateCode('draws fields', () => import('./form-body.tsx'))

/** What shows a run and what went wrong. Comes after the form, ahead of the first run. */
export const runCode = new LateCode('shows runs', () => import('./run-parts.ts'))

/** What draws outputs. Comes once an endpoint is known, with the first value, or at first where a run may have been kept. */
export const outputCode = new LateCode('draws results', () => import('./output-list.tsx'))
