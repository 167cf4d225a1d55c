/** crxjs builds the named content script and gives its file name. */
declare module '*?script&iife' {
  const file: string
  export default file
}
