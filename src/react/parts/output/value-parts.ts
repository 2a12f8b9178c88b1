/**
 * What draws results, and the fields that are not plain: one file of a page, loaded once an endpoint is known or
 * needs them.
 */
export { defaultInputs } from '../../inputs/input-registry.ts'
export { OutputList } from './output-list.tsx'
