/** Stands in for libraries that no live example of the site draws with. */
export default {}
