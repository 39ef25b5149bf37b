/**
 * Remark and its company, which render any body. In the package they are a bundle of their own, so that a build whose
 * bodies are all cached loads none of it.
 */
export { renderFragment } from './fragment.ts'
export { createChain } from './remark/chain.ts'
