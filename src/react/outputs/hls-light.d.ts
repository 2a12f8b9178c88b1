/** The smaller build of hls.js comes without types of its own; they are those of the whole. */
declare module 'hls.js/light' {
  import Hls from 'hls.js'
  export { Hls }
  export * from 'hls.js'
}
