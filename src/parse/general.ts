/**
 * What renders any body: remark and its company. In the package it is a bundle of its own, so that a site of plain prose
 * reads none of it.
 */
export { renderFragment } from './fragment.ts'
export { createChain } from './remark/chain.ts'
