declare module 'nunjucks/src/*.js' {
  const part: unknown
  export default part
}
