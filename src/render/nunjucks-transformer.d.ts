declare module 'nunjucks/src/transformer.js' {
  const transformer: object
  export default transformer
}
