/** What is asked of an app's disk beside its runs: files and folders. One piece, since a page loads it late and asks for either. */
export { fetchFile, isOwnAddress } from './fetch-file.ts'
export { listFolder } from './list-folder.ts'
